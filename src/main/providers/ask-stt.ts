import type { OpenAI } from 'openai';
import { askRealtime } from './ask-realtime.ts';
import { RealtimeRefusal } from './realtime-refusal.ts';
import { Silence } from './silence.ts';
import type { Answered, StageTest } from './stage-question.ts';
import { StrangeAnswer } from './strange.ts';
import { modeOf } from './stt-mode.ts';
import { isRealtimeOnly } from './models.ts';
import { testTone } from './test-tone.ts';

/** Where utterances can be sent whole instead, a WebSocket is waited for so long, ms. */
const SOCKET_MS = 5000;

/** A tone to listen to, as the stage is set to listen; servers without a WebSocket get it whole. */
export async function askStt(
  test: StageTest,
  client: OpenAI,
  signal: AbortSignal,
): Promise<Answered> {
  const { model, mode } = test;
  if (modeOf(model, mode) !== 'realtime') return await listen(test, client, signal);
  if (isRealtimeOnly(model)) return await askRealtime(test, 'transcription', signal);
  try {
    const patience = Math.min(SOCKET_MS, (test.timeoutMs ?? SOCKET_MS * 2) / 2);
    const soon = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    return await askRealtime(test, 'transcription', soon);
  } catch (thrown) {
    if (signal.aborted || !isMissing(thrown)) throw thrown;
    const whole = await listen(test, client, signal);
    return { ...whole, differences: { batchOnly: true } };
  }
}

async function listen(
  { model }: StageTest,
  client: OpenAI,
  signal: AbortSignal,
): Promise<Answered> {
  const heard = await client.audio.transcriptions.create({ model, file: testTone() }, { signal });
  if (typeof heard.text !== 'string') throw new StrangeAnswer('transcript');
  return { note: `model ${model}`, differences: {} };
}

/** The WebSocket isn't there or isn't of this kind; a refused key or a used up quota is another matter. */
function isMissing(thrown: unknown): boolean {
  if (thrown instanceof StrangeAnswer || thrown instanceof Silence) return true;
  if (thrown instanceof RealtimeRefusal) return ![401, 403, 429].includes(thrown.status ?? 0);
  return thrown instanceof Error && thrown.name === 'TimeoutError';
}
