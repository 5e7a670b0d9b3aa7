import { parentPort } from 'node:worker_threads';
import { loadEspeak } from './espeak.ts';
import type { FromVoice, ToVoice } from './messages.ts';
import { Utterance } from './utterance.ts';
import { VOICES, findVoice, type Voice } from './voices.ts';

/** Makes the engine compile what it will need, so that the first caller need not wait for it. */
const WARM_UP = 'Good morning, is it clear?';

if (!parentPort) throw new Error('the voice runs in a worker thread');
const port = parentPort;
const post = (message: FromVoice, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

const espeak = await loadEspeak();

/** Utterances in work, in the order of their next step. */
const waiting = new Map<number, Utterance>();
let stepping = false;

port.on('message', (message: ToVoice) => {
  if (message.kind === 'cancel') {
    if (waiting.delete(message.id)) post({ kind: 'end', id: message.id });
    return;
  }
  const voice = findVoice(message.voice);
  if (!voice) {
    post({ kind: 'failed', id: message.id, message: `no voice ${message.voice}` });
    return;
  }
  const { id, text, speed } = message;
  try {
    waiting.set(id, new Utterance(espeak, { text, voice, speed }));
  } catch (thrown) {
    post({ kind: 'failed', id, message: String(thrown) });
  }
  if (!stepping) step();
});
warmUp(VOICES[0]);
warmUp(VOICES[0]);
post({ kind: 'ready' });
warmUpRest(VOICES.slice(1));

/** Speaks into the void: first calls are several times slower than later ones. */
function warmUp(voice: Voice | undefined): void {
  if (voice) new Utterance(espeak, { text: WARM_UP, voice, speed: 1 }).step(() => {});
}

/** One voice at a time, and callers first. */
function warmUpRest([voice, ...others]: readonly Voice[]): void {
  if (!voice) return;
  setImmediate(() => {
    if (waiting.size === 0) warmUp(voice);
    warmUpRest(others);
  });
}

/** One step of the utterance that has waited longest; others and cancellations come in between. */
function step(): void {
  const [next] = waiting;
  stepping = next !== undefined;
  if (next === undefined) return;
  const [id, utterance] = next;
  waiting.delete(id);
  try {
    const more = utterance.step((part) =>
      post({ kind: 'part', id, pcm: part.pcm, words: part.words }, [part.pcm.buffer]),
    );
    if (more) waiting.set(id, utterance);
    else post({ kind: 'end', id });
  } catch (thrown) {
    post({ kind: 'failed', id, message: String(thrown) });
  }
  setImmediate(step);
}
