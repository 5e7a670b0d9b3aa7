import { WebSocket, type RawData } from 'ws';
import { realtimeUrl, type RealtimePlace } from '../../contract/realtime-address.ts';
import { testVoice } from './model-voices.ts';
import { RealtimeRefusal } from './realtime-refusal.ts';
import type { Answered, StageTest } from './stage-question.ts';
import { Silence } from './silence.ts';
import { StrangeAnswer } from './strange.ts';

const RATE = 24_000;

/**
 * Opens a session of the Realtime API and sets it up as a run would; nothing is said, so nothing is
 * billed. Rejects with RealtimeRefusal for what the server says; when the signal ends it, with Silence if the
 * connection was there.
 */
export async function askRealtime(
  test: StageTest,
  use: RealtimePlace['use'],
  signal: AbortSignal,
): Promise<Answered> {
  const socket = new WebSocket(realtimeUrl({ baseUrl: test.baseUrl, model: test.model, use }), {
    headers: { ...test.headers, Authorization: `Bearer ${test.apiKey ?? 'none'}` },
    maxPayload: 1_000_000,
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const late = (): void =>
    reject(socket.readyState === WebSocket.OPEN ? new Silence() : signal.reason);
  signal.addEventListener('abort', late, { once: true });
  if (signal.aborted) late();
  socket.on('open', () => socket.send(JSON.stringify(sessionUpdate(test, use))));
  socket.on('unexpected-response', (_request, response) => {
    reject(new RealtimeRefusal(response.statusCode, `HTTP ${response.statusCode ?? ''}`));
    response.destroy();
  });
  socket.on('error', reject);
  socket.on('close', (code) => reject(new RealtimeRefusal(undefined, `closed with ${code}`)));
  socket.on('message', (data) => {
    try {
      if (isUpdated(data)) resolve();
    } catch (thrown) {
      reject(thrown);
    }
  });
  try {
    await promise;
    return { note: `model ${test.model}`, differences: {} };
  } finally {
    signal.removeEventListener('abort', late);
    socket.terminate();
  }
}

function sessionUpdate(test: StageTest, use: RealtimePlace['use']): object {
  const { model, voice = testVoice(model) } = test;
  const format = { type: 'audio/pcm', rate: RATE };
  const ear = use === 'transcription' ? model : test.transcriptionModel;
  const input = { format, ...(ear === undefined ? {} : { transcription: { model: ear } }) };
  const audio = use === 'transcription' ? { input } : { input, output: { format, voice } };
  return { type: 'session.update', session: { type: use, audio } };
}

/** Throws for what the server refuses, and for what is none of this API. */
function isUpdated(data: RawData): boolean {
  const event = eventOf(data);
  if (event.type === 'error') {
    const { message = 'refused', code } = event.error ?? {};
    throw new RealtimeRefusal(statusOf(code, message), message, code);
  }
  return /^(transcription_)?session\.updated$/.test(event.type);
}

interface ServerEvent {
  type: string;
  error?: { message?: string; code?: string | null };
}

function eventOf(data: RawData): ServerEvent {
  try {
    // ws gives text as one Buffer unless it is told otherwise.
    const event: unknown = JSON.parse((data as Buffer).toString('utf8'));
    if (typeof event === 'object' && event !== null && 'type' in event) return event as ServerEvent;
  } catch {
    // told below
  }
  throw new StrangeAnswer('event');
}

/** The HTTP status that the same refusal has elsewhere in the API. */
function statusOf(code: string | null | undefined, message: string): number {
  if (
    code === 'model_not_found' ||
    code === 'invalid_model' ||
    /model .*not (exist|found)/i.test(message)
  )
    return 404;
  return code === 'invalid_api_key' ? 401 : 400;
}
