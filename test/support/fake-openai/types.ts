import type { IncomingHttpHeaders } from 'node:http';
import type { SpeechFormat } from '../../../src/contract/provider.ts';

export type Route = 'chat' | 'transcriptions' | 'speech' | 'models' | 'voices' | 'realtime';

/** What a route does instead of what it should. */
export type Behaviour =
  | { kind: 'normal' }
  | {
      kind: 'status';
      status: number;
      /** `error.code` of OpenAI's error object. */
      code?: string;
      message?: string;
      /** `error.param`: what the request got wrong. */
      param?: string;
      headers?: Record<string, string>;
    }
  /** Takes the request, or the WebSocket, and never answers. */
  | { kind: 'silent' }
  /** Destroys the connection after so many bytes of the body; a WebSocket after 0 as soon as it stands. */
  | { kind: 'cut'; afterBytes: number }
  /** 200 and a body that isn't what its type says; noise in place of speech. */
  | { kind: 'garbage' }
  /** 200 and nothing; a WebSocket answers without a sound or a word. */
  | { kind: 'empty' }
  /** Speech at `rate` × real time; of chat `rate` pieces a second. */
  | { kind: 'slow'; rate: number };

/** As `/v1/chat/completions` gets it; a realtime session is made to look like it. */
export interface ChatBody {
  model: string;
  messages: { role: string; content?: unknown; tool_calls?: unknown }[];
  tools?: { type: string; name?: string; function?: { name: string } }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
}

export interface Reply {
  text: string;
  /** Calls `end_call`, where the request offers it. */
  hangUp?: boolean;
  /** Speech-to-speech: the response fails. */
  fails?: boolean;
  /** Speech-to-speech: nothing more comes of the response after so much sound, ms. */
  stallsAfterMs?: number;
}

export interface FakeOptions {
  /** Others are refused with 401. Without it every key is taken, and none too. */
  keys?: string[];
  /** Others are refused with 404. Without it every name is known. */
  models?: string[];
  /** Names of `/v1/audio/voices`. Without it there is no such route, as with OpenAI. */
  voices?: string[];
  /** `false`: there is no `/v1/models`. */
  listsModels?: boolean;
  /** `false`: responses of the Realtime API don't repeat the metadata of their requests. */
  repeatsMetadata?: boolean;
  /** Without it: small talk, and a goodbye as the fourth reply. */
  reply?: (request: ChatBody) => Reply;
  /** Parameters of a chat that are refused with 400, as reasoning models do with `temperature`. */
  refuses?: string[];
  speech?: {
    /** Others are refused with 400. Without it: all. */
    formats?: SpeechFormat[];
    /** Hz; 24 000 without it, as OpenAI's. */
    sampleRate?: number;
    /** Speech is always this MP3 file, whatever is to be said: ffmpeg as it is bundled writes none. */
    mp3?: { bytes: Uint8Array; seconds: number };
  };
}

/** A request as it came. */
export interface RecordedRequest {
  route: Route | null;
  method: string;
  /** With the query. */
  path: string;
  headers: IncomingHttpHeaders;
  /** The JSON body, or the fields of a form (of files: `{ name, bytes }`). */
  body: Record<string, unknown>;
  /** Of a WebSocket, in order. */
  messages: { from: 'client' | 'server'; message: Record<string, unknown> }[];
  /** The client went away before the answer was complete. */
  aborted: boolean;
}

/** What a route has to say before a behaviour spoils it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  pieces: Uint8Array[];
  /** Of one piece when nothing is slow, s. */
  pieceSeconds: number;
  /** Stands in for the pieces when the route talks rubbish. */
  garbage: Uint8Array;
}
