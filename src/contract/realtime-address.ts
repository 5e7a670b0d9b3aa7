import { OPENAI_BASE_URL } from './provider.ts';

/** A Realtime API, and what for. */
export interface RealtimePlace {
  /** http(s), with `/v1`. Without it: OpenAI's own. */
  baseUrl?: string | undefined;
  model: string;
  /** The type of the session: one that talks, or one that only writes down. */
  use: 'realtime' | 'transcription';
}

/**
 * The address of a Realtime API: `https://host/v1` → `wss://host/v1/realtime?…`. OpenAI takes a model there for
 * a conversation and refuses to transcribe then; other servers want it, to know whom to ask.
 */
export function realtimeUrl({ baseUrl = OPENAI_BASE_URL, model, use }: RealtimePlace): string {
  const url = new URL(baseUrl);
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/realtime`;
  if (use === 'transcription') url.searchParams.set('intent', 'transcription');
  if (use === 'realtime' || url.hostname !== OPENAI_HOST) {
    url.searchParams.set('model', model);
  }
  return url.href;
}

const OPENAI_HOST = new URL(OPENAI_BASE_URL).hostname;
