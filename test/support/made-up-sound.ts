import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Conversation, Recording } from '../../src/contract/conversation.ts';
import { samplesToMs, WAV_HEADER_BYTES, wavHeader } from '../../src/contract/wav-format.ts';

const RATE = 48_000;
const CHANNELS = 2;
/** Syllables a second: the loudness goes up and down with them. */
const SYLLABLES = 4.2;
const PITCH = { a: 190, b: 118 };
const LOUDNESS = { local: 0.28, stems: 0.35 };

type Told = Pick<Conversation, 'id' | 'turns' | 'durationMs'>;

/**
 * Writes a recording and its stems: a hum that goes up and down while a turn lasts, on the side's own channel,
 * and silence else. The same for the same conversation.
 *
 * @param directory the data directory
 */
export function makeSound(directory: string, conversation: Told): Recording[] {
  return [
    writeSound(directory, conversation, 'local', 'conversation.wav'),
    writeSound(directory, conversation, 'stems', 'stems.wav'),
  ];
}

function writeSound(
  directory: string,
  conversation: Told,
  kind: Recording['kind'],
  name: string,
): Recording {
  const { id } = conversation;
  const durationMs = samplesToMs(framesOf(conversation.durationMs), RATE);
  const place = ['recordings', id, name].join('/');
  const bytes = wavOf(conversation, LOUDNESS[kind]);
  mkdirSync(path.join(directory, 'recordings', id), { recursive: true });
  writeFileSync(path.join(directory, place), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    ...{ kind, path: place, format: 'wav', channels: CHANNELS, sampleRate: RATE },
    ...{ durationMs, bytes: bytes.length, sha256, holes: [] },
  };
}

/** Left is side a. */
function wavOf({ turns, durationMs }: Told, loudness: number): Buffer {
  const frames = framesOf(durationMs);
  const dataBytes = frames * CHANNELS * 2;
  const bytes = Buffer.alloc(WAV_HEADER_BYTES + dataBytes);
  bytes.set(wavHeader({ sampleRate: RATE, channels: CHANNELS, dataBytes }));
  const samples = new Int16Array(
    bytes.buffer,
    bytes.byteOffset + WAV_HEADER_BYTES,
    frames * CHANNELS,
  );
  for (const { side, startMs, endMs } of turns) {
    const [from, to] = [startMs, endMs].map((ms) => Math.round((ms * RATE) / 1000));
    for (let frame = from!; frame < Math.min(to!, frames); frame += 1) {
      const at = (frame - from!) / RATE;
      const stress = 0.55 + 0.45 * Math.sin(5.3 * at) * Math.sin(1.7 * at + 1);
      const syllable = Math.sin(Math.PI * SYLLABLES * at) ** 2 * stress;
      const phase = 2 * Math.PI * PITCH[side] * at;
      const hum = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.3 * Math.sin(3 * phase);
      const value = Math.round(32_767 * loudness * syllable * (hum / 1.8));
      samples[frame * CHANNELS + (side === 'a' ? 0 : 1)] = value;
    }
  }
  return bytes;
}

function framesOf(durationMs: number): number {
  return Math.round((durationMs * RATE) / 1000);
}
