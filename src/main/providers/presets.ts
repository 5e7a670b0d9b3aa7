import type { Preset } from '../../contract/settings.ts';

/**
 * When this table was made, from the documentation of each project. Addresses and names age: the test
 * buttons say whether they still hold.
 */
export const PRESETS_AS_OF = '2026-11-23';

/** Servers with an OpenAI-like API, each with its usual address and models. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'openai',
    label: 'OpenAI',
    hint: 'Everything from one key; make one at platform.openai.com.',
    baseUrl: 'https://api.openai.com/v1',
    models: {
      llm: 'gpt-6-luna',
      stt: 'gpt-transcribe',
      tts: 'gpt-4o-mini-tts',
      realtime: 'gpt-realtime-2.1',
    },
    voice: 'coral',
    needsKey: true,
  },
  {
    id: 'groq',
    label: 'Groq',
    hint: 'Fast language models and Whisper in the cloud. Orpheus speaks English (autumn, troy …) once you accepted its terms in their console.',
    baseUrl: 'https://api.groq.com/openai/v1',
    models: {
      llm: 'openai/gpt-oss-120b',
      stt: 'whisper-large-v3-turbo',
      tts: 'canopylabs/orpheus-v1-english',
    },
    voice: 'autumn',
    needsKey: true,
  },
  {
    id: 'openrouter',
    label: 'OpenRouter',
    hint: 'Language models of many makers behind one key; its voices work too, by name. Take listening from another server.',
    baseUrl: 'https://openrouter.ai/api/v1',
    models: { llm: 'openai/gpt-oss-120b' },
    needsKey: true,
  },
  {
    id: 'azure-openai',
    label: 'Azure OpenAI',
    hint: 'Put your resource’s name into this address (v1, without /deployments/ and api-version); models are called as you named their deployments.',
    baseUrl: 'https://YOUR-RESOURCE.openai.azure.com/openai/v1',
    models: {
      llm: 'gpt-6-luna',
      stt: 'gpt-transcribe',
      tts: 'gpt-4o-mini-tts',
      realtime: 'gpt-realtime-2.1',
    },
    voice: 'coral',
    needsKey: true,
  },
  {
    id: 'ollama',
    label: 'Ollama',
    hint: 'Language models on this computer: `ollama pull llama3.2`, and it serves by itself. Choose a model with tools.',
    baseUrl: 'http://localhost:11434/v1',
    models: { llm: 'llama3.2' },
    needsKey: false,
  },
  {
    id: 'lm-studio',
    label: 'LM Studio',
    hint: 'Load a language model with tools and start the server in the Developer tab; the name is shown there.',
    baseUrl: 'http://localhost:1234/v1',
    models: { llm: 'openai/gpt-oss-20b' },
    needsKey: false,
  },
  {
    id: 'vllm',
    label: 'vLLM',
    hint: '`vllm serve <model> --enable-auto-tool-choice --tool-call-parser …`, so that personas can hang up. A Whisper is served by itself, on another port.',
    baseUrl: 'http://localhost:8000/v1',
    models: { llm: 'Qwen/Qwen3-8B', stt: 'openai/whisper-large-v3-turbo' },
    needsKey: false,
  },
  {
    id: 'llama-cpp',
    label: 'llama.cpp server',
    hint: '`llama-server -m model.gguf` (older builds: --jinja, for tools); it serves the one model that it loaded, whatever the name says.',
    baseUrl: 'http://localhost:8080/v1',
    models: { llm: 'default' },
    needsKey: false,
  },
  {
    id: 'localai',
    label: 'LocalAI',
    hint: 'The all-in-one images serve all three stages under the names of OpenAI’s models; in others, name what you installed.',
    baseUrl: 'http://localhost:8080/v1',
    models: { llm: 'gpt-4', stt: 'whisper-1', tts: 'tts-1' },
    voice: 'alloy',
    needsKey: false,
  },
  {
    id: 'speaches',
    label: 'speaches',
    hint: 'Whisper and Kokoro on this computer. Fetch each model first: `curl -X POST localhost:8000/v1/models/<name>`.',
    baseUrl: 'http://localhost:8000/v1',
    models: { stt: 'Systran/faster-whisper-small', tts: 'speaches-ai/Kokoro-82M-v1.0-ONNX' },
    voice: 'af_heart',
    needsKey: false,
  },
  {
    id: 'kokoro-fastapi',
    label: 'Kokoro-FastAPI',
    hint: 'Voices on this computer; personas then name voices like af_heart or am_michael.',
    baseUrl: 'http://localhost:8880/v1',
    models: { tts: 'kokoro' },
    voice: 'af_heart',
    needsKey: false,
  },
];
