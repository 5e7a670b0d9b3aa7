import type { OpenAI } from 'openai';
import { StudioError } from '../../contract/errors.ts';
import { askRealtime } from './ask-realtime.ts';
import { isRealtimeOnly } from './models.ts';
import { RealtimeRefusal } from './realtime-refusal.ts';
import type { Answered, StageTest } from './stage-question.ts';
import { strange } from './strange.ts';
import { testTone } from './test-tone.ts';

/** A tone to listen to, as the stage is set to listen; servers without a WebSocket get it whole. */
export async function askStt(
  test: StageTest,
  client: OpenAI,
  signal: AbortSignal,
): Promise<Answered> {
  const { model, mode = isRealtimeOnly(model) ? 'realtime' : 'batch' } = test;
  if (mode === 'batch') return await listen(test, client, signal);
  try {
    return await askRealtime(test, 'transcription', signal);
  } catch (thrown) {
    if (isRealtimeOnly(model) || !isMissing(thrown)) throw thrown;
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
  if (typeof heard.text !== 'string') throw strange('transcript');
  return { note: `model ${model}`, differences: {} };
}

/** The WebSocket isn't there or isn't of this kind; a refused key or a used up quota is another matter. */
function isMissing(thrown: unknown): boolean {
  if (thrown instanceof StudioError) return true; // something answered that is none of this API
  if (!(thrown instanceof RealtimeRefusal)) return false;
  return ![401, 403, 429].includes(thrown.status ?? 0);
}
