import { monotonicMs } from '../../contract/clock.ts';
import { assertNever } from '../../contract/kind.ts';
import type { Verdict } from '../../contract/settings.ts';
import { apiClient } from './api-client.ts';
import { askLlm } from './ask-llm.ts';
import { askRealtime } from './ask-realtime.ts';
import { askStt } from './ask-stt.ts';
import { askTts } from './ask-tts.ts';
import { differenceNotes } from './difference-notes.ts';
import { stageFault } from './stage-fault.ts';
import type { Answered, Differences, StageTest } from './stage-question.ts';

/** A verdict comes within this time. */
const LONGEST_MS = 14_000;

/**
 * Sends one stage a tiny real request: one token of chat, one spoken word, a tone to listen to, a session
 * that is opened and closed. Never rejects; the verdict holds no key.
 *
 * @param onFound told in what the server differs, when it has answered
 */
export async function testStage(
  test: StageTest,
  onFound: (differences: Differences) => void = () => undefined,
): Promise<Verdict> {
  const began = monotonicMs();
  const took = (): number => Math.round(monotonicMs() - began);
  try {
    const { note, differences } = await askStage(test);
    onFound(differences);
    const told = [note, ...differenceNotes(differences)].join(', ');
    return { ok: true, note: `answered in ${took()} ms, ${told}`, tookMs: took() };
  } catch (thrown) {
    const { message, remedy } = stageFault(thrown, test).data;
    return { ok: false, note: message, ...(remedy ? { remedy } : {}), tookMs: took() };
  }
}

/** The same request. Rejects with what the client or the WebSocket says: see `stageFault`. */
export async function askStage(test: StageTest): Promise<Answered> {
  const { baseUrl, apiKey, headers, retries = 0, timeoutMs = LONGEST_MS } = test;
  const client = apiClient({ baseUrl, apiKey, headers, retries, timeoutMs });
  // The client's own time-out ends with the headers; a body may dribble for ever.
  const late = AbortSignal.timeout(timeoutMs);
  const signal = test.signal ? AbortSignal.any([late, test.signal]) : late;
  switch (test.stage) {
    case 'llm':
      return await askLlm(test, client, signal);
    case 'tts':
      return await askTts(test, client, signal);
    case 'stt':
      return await askStt(test, client, signal);
    case 'realtime':
      return await askRealtime(test, 'realtime', signal);
    default:
      return assertNever(test.stage);
  }
}
