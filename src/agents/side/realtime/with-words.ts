import type { AudioFrame } from '@livekit/rtc-node';
import { ReadableStream } from 'node:stream/web';
import { REALTIME_RATE } from '../../speech/input-audio.ts';
import { PcmFramer } from '../../speech/pcm-framer.ts';
import { attachNote } from '../../speech/synthesis-note.ts';
import { ItemWords, type SpokenItem } from './spoken-item.ts';

/** Short, so that an interruption is known to the frame and words come in time. */
const FRAME_MS = 40;

/**
 * The audio of an item in even frames that carry its words. Of an item that broke off the last two are left
 * out: that it did may be known late, and they would sound alone, long after the others.
 */
export function withWords(
  audio: ReadableStream<AudioFrame>,
  item: SpokenItem,
): ReadableStream<AudioFrame> {
  return ReadableStream.from(framesWithWords(audio, item));
}

async function* framesWithWords(
  audio: ReadableStream<AudioFrame>,
  item: SpokenItem,
): AsyncGenerator<AudioFrame> {
  const words = new ItemWords(item);
  let sentMs = 0;
  /** One frame is held back, so that the last one can carry what is left of the words. */
  let held: AudioFrame | undefined;
  for await (const frame of evenFrames(audio, item)) {
    if (held) {
      const fromMs = sentMs;
      sentMs += lengthMs(held);
      const fresh = words.before(sentMs);
      attachNote(held, fromMs === 0 ? { text: item, words: fresh } : { words: fresh });
      yield held;
    }
    held = frame;
  }
  if (!held || !item.complete) return;
  attachNote(held, { ...(sentMs === 0 ? { text: item } : {}), words: words.last(), end: 'whole' });
  yield held;
}

/**
 * The source is never cancelled when nobody listens any more: the plugin goes on writing into it, and
 * would fail where nobody catches.
 */
async function* evenFrames(
  audio: ReadableStream<AudioFrame>,
  item: SpokenItem,
): AsyncGenerator<AudioFrame> {
  const framer = new PcmFramer(REALTIME_RATE, FRAME_MS);
  const reader = audio.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield* framer.push(value.data);
    }
    if (item.complete) yield* framer.flush();
  } finally {
    reader.releaseLock();
  }
}

function lengthMs({ samplesPerChannel, sampleRate }: AudioFrame): number {
  return (samplesPerChannel / sampleRate) * 1000;
}
