import { StudioError } from '../../../contract/errors.ts';
import { takeChannel } from '../pcm.ts';
import { resample, SOURCE_RATE } from '../resample.ts';
import { openSource, type Source } from '../source.ts';
import { concat } from './audio-file.ts';
import { loopOf, type Loop } from './loop.ts';
import type { AugmentContext } from './context.ts';
import type { BabbleVoice } from './resolve.ts';

/** So long is the loop, s. */
const LOOP_SECONDS = 60;
const FRAME = SOURCE_RATE / 50;
/** A frame below this is a pause (−50 dBFS); of each pause only the first frames are kept. */
const PAUSE_POWER = (32_768 * 10 ** (-50 / 20)) ** 2;
const KEPT_PAUSE_FRAMES = 10;
/** Each voice's level in the mixture of one: low, so that twelve of them don't clip. */
const VOICE_RMS = 0.02;

/**
 * Several people who talk at the same time without a pause, all equally loud, mixed into a minute that can be
 * repeated.
 *
 * @throws StudioError `not-found` without a recording, `invalid-input` when nobody speaks in any of them
 */
export async function babbleLoop(
  voices: readonly BabbleVoice[],
  context: AugmentContext,
): Promise<Loop> {
  const mixed = new Float32Array(LOOP_SECONDS * SOURCE_RATE);
  const room = new Int16Array(mixed.length);
  let heard = 0;
  for (const voice of voices) {
    if (mixInto(mixed, await speechOf(voice, room, context))) heard += 1;
  }
  if (heard === 0) throw nobody(voices);
  return loopOf(await atRate(quantised(mixed), context), context.rate);
}

/** Sound of one side, without its pauses, from where the voice begins once through the recording at most. */
async function speechOf(
  voice: BabbleVoice,
  room: Int16Array,
  context: AugmentContext,
): Promise<Int16Array> {
  const { directory, signal } = context;
  const source = await openSource(voice.path, { directory, ...(signal && { signal }) });
  try {
    const speech = new SpeechCollector(room);
    for await (const piece of around(source, Math.floor(voice.from * source.frames))) {
      signal?.throwIfAborted();
      speech.push(takeChannel(piece, voice.side === 'a' ? 0 : 1));
      if (speech.isFull) break;
    }
    return speech.samples();
  } finally {
    await source.close();
  }
}

async function* around(source: Source, from: number): AsyncGenerator<Int16Array> {
  yield* source.read(from);
  let left = from * 2;
  for await (const piece of source.read()) {
    if (left <= 0) return;
    yield piece.subarray(0, left);
    left -= piece.length;
  }
}

/** Fills a room with the frames in which somebody speaks. */
class SpeechCollector {
  readonly #room: Int16Array;
  #length = 0;
  #paused = KEPT_PAUSE_FRAMES;

  constructor(room: Int16Array) {
    this.#room = room;
  }

  get isFull(): boolean {
    return this.#length + FRAME > this.#room.length;
  }

  push(samples: Int16Array): void {
    for (let from = 0; from + FRAME <= samples.length && !this.isFull; from += FRAME) {
      const frame = samples.subarray(from, from + FRAME);
      this.#paused = powerOf(frame) < PAUSE_POWER ? this.#paused + 1 : 0;
      if (this.#paused > KEPT_PAUSE_FRAMES) continue;
      this.#room.set(frame, this.#length);
      this.#length += FRAME;
    }
  }

  samples(): Int16Array {
    return this.#room.subarray(0, this.#length);
  }
}

/** Adds a voice, repeated as needed; false when there is none. */
function mixInto(mixed: Float32Array, voice: Int16Array): boolean {
  if (voice.length === 0) return false;
  const gain = VOICE_RMS / Math.sqrt(powerOf(voice));
  for (let i = 0, at = 0; i < mixed.length; i++) {
    mixed[i] = (mixed[i] ?? 0) + gain * (voice[at] ?? 0);
    at = at + 1 === voice.length ? 0 : at + 1;
  }
  return true;
}

function quantised(mixed: Float32Array): Int16Array {
  const pcm = new Int16Array(mixed.length);
  for (let i = 0; i < pcm.length; i++) {
    pcm[i] = Math.max(-32_768, Math.min(32_767, Math.round((mixed[i] ?? 0) * 32_768)));
  }
  return pcm;
}

function powerOf(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum / samples.length;
}

async function atRate(pcm: Int16Array, { rate, signal }: AugmentContext): Promise<Int16Array> {
  async function* whole() {
    yield pcm;
  }
  const frames = pcm.length;
  const pieces: Int16Array[] = [];
  const order = { channels: 1, from: SOURCE_RATE, to: rate, frames, signal };
  for await (const piece of resample(whole(), order)) pieces.push(piece);
  return concat(pieces);
}

function nobody(voices: readonly BabbleVoice[]): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: 'Nobody speaks in the recordings that the voices in the background should come from.',
    remedy: 'Choose another seed, pink noise, or a file.',
    details: { recordings: voices.map(({ path }) => path) },
  });
}
