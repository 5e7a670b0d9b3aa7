import type { Preset } from '../../contract/settings.ts';

/** When this table was written. Addresses and names age: the test buttons say whether they still hold. */
export const PRESETS_AS_OF = '2026-11-23';

/** Servers with an OpenAI-like API, each with its usual address and models. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'openai',
    label: 'OpenAI',
    hint: 'All three stages from one key; make one at platform.openai.com.',
    baseUrl: 'https://api.openai.com/v1',
    models: { llm: 'gpt-4.1-mini', stt: 'gpt-4o-mini-transcribe', tts: 'gpt-4o-mini-tts' },
    needsKey: true,
  },
  {
    id: 'groq',
    label: 'Groq',
    hint: 'Fast language models and Whisper in the cloud; voices are those of Orpheus (autumn, troy …).',
    baseUrl: 'https://api.groq.com/openai/v1',
    models: {
      llm: 'llama-3.3-70b-versatile',
      stt: 'whisper-large-v3-turbo',
      tts: 'canopylabs/orpheus-v1-english',
    },
    needsKey: true,
  },
  {
    id: 'openrouter',
    label: 'OpenRouter',
    hint: 'Language models of many makers behind one key; take speech from another server.',
    baseUrl: 'https://openrouter.ai/api/v1',
    models: { llm: 'openai/gpt-4.1-mini' },
    needsKey: true,
  },
  {
    id: 'ollama',
    label: 'Ollama',
    hint: 'Language models on this computer: `ollama pull llama3.2`, and it serves by itself.',
    baseUrl: 'http://localhost:11434/v1',
    models: { llm: 'llama3.2' },
    needsKey: false,
  },
  {
    id: 'lm-studio',
    label: 'LM Studio',
    hint: 'Load a model and start the server in the Developer tab; the name is shown there.',
    baseUrl: 'http://localhost:1234/v1',
    models: { llm: 'openai/gpt-oss-20b' },
    needsKey: false,
  },
  {
    id: 'vllm',
    label: 'vLLM',
    hint: '`vllm serve <model>`; the model is called what was served. A Whisper can be served for STT.',
    baseUrl: 'http://localhost:8000/v1',
    models: { llm: 'Qwen/Qwen3-8B', stt: 'openai/whisper-large-v3-turbo' },
    needsKey: false,
  },
  {
    id: 'llama-cpp',
    label: 'llama.cpp server',
    hint: '`llama-server -m model.gguf`; it serves the one model that it loaded, whatever the name says.',
    baseUrl: 'http://localhost:8080/v1',
    models: { llm: 'default' },
    needsKey: false,
  },
  {
    id: 'localai',
    label: 'LocalAI',
    hint: 'The all-in-one image serves all three stages under the names of OpenAI’s models.',
    baseUrl: 'http://localhost:8080/v1',
    models: { llm: 'gpt-4', stt: 'whisper-1', tts: 'tts-1' },
    needsKey: false,
  },
  {
    id: 'speaches',
    label: 'speaches',
    hint: 'Whisper and Kokoro on this computer (formerly faster-whisper-server); download the models first.',
    baseUrl: 'http://localhost:8000/v1',
    models: { stt: 'Systran/faster-whisper-small', tts: 'speaches-ai/Kokoro-82M-v1.0-ONNX' },
    needsKey: false,
  },
  {
    id: 'kokoro-fastapi',
    label: 'Kokoro-FastAPI',
    hint: 'Voices on this computer; personas then name voices like af_heart or am_michael.',
    baseUrl: 'http://localhost:8880/v1',
    models: { tts: 'kokoro' },
    needsKey: false,
  },
];
