import type { SpeechFormat, SttMode } from '../../contract/provider.ts';
import type { ModelKind } from '../../contract/settings.ts';

/** One stage as it is to be asked for something tiny. */
export interface StageTest {
  stage: ModelKind;
  /** With `/v1`. Without it: OpenAI's own. */
  baseUrl: string | undefined;
  model: string;
  /** Servers without keys want the header, not its value. */
  apiKey: string | undefined;
  headers?: Record<string, string>;
  /** Of what speaks. Default: one that the model is likely to have. */
  voice?: string | undefined;
  /** Of a language model: what a run would send along. */
  temperature?: number | undefined;
  reasoningEffort?: string | undefined;
  /** Of what recognises. Default: `batch`. */
  mode?: SttMode | undefined;
  /** Of what speaks. Default: `pcm`, and the others where a server doesn't give that. */
  format?: SpeechFormat | undefined;
  /** Of a speech-to-speech model: what writes down what it heard. */
  transcriptionModel?: string | undefined;
  /** After a passing fault of the server. Default: none. */
  retries?: number;
  /** Default: 14 000. */
  timeoutMs?: number;
  /** Nobody waits for the answer any more. */
  signal?: AbortSignal | undefined;
}

/** In what a server differs from OpenAI's API, so that a run can do without it. */
export interface Differences {
  /** Speech comes in this format only, or best. */
  format?: SpeechFormat;
  /** Hz, of pcm. */
  sampleRate?: number;
  /** There is no transcription over a WebSocket. */
  batchOnly?: true;
  /** Parameters of chat completions that it refuses. */
  refuses?: ChatOption[];
  /** The model has tools only when it doesn't reason. */
  effort?: 'none';
}

/** Parameters of chat completions that not every model takes. */
export type ChatOption = 'temperature' | 'reasoning_effort' | 'tools';

/** What a stage answered. */
export interface Answered {
  /** "model gpt-4.1-mini, 12 kB of sound". */
  note: string;
  differences: Differences;
}
