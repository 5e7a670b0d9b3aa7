import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Turn } from '../../../../src/contract/conversation.ts';
import type { PerSide, Side } from '../../../../src/contract/side.ts';
import { stemFileName } from '../../../../src/contract/stem-file.ts';
import { wavHeader } from '../../../../src/contract/wav-format.ts';
import type { StemClaim } from '../../../../src/main/recordings/stems/locate-stems.ts';
import { atFineRate, heard, laid, PER_MS, STEM_RATE, voice, type Edit } from './synthetic.ts';

/** A turn as it was played and recorded. */
export interface PlayedTurn {
  side: Side;
  seed: number;
  /** Where its first sample lies in the recording. */
  atMs: number;
  lengthMs: number;
  /** What the jitter buffer made of it. */
  edits?: Edit[];
  /** Only so much of it was heard. */
  heardMs?: number;
}

/** Writes recording and stems of some turns into a folder of their own. @returns the recording's path */
export async function recordTurns(turns: readonly PlayedTurn[], lengthMs: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'duologue-stems-'));
  const path = join(folder, 'conversation.wav');
  const channels: PerSide<Float32Array> = {
    a: channelOf('a', turns, lengthMs),
    b: channelOf('b', turns, lengthMs),
  };
  await writeFile(path, stereo(channels));
  for (const side of ['a', 'b'] as const) {
    const voices = turns
      .filter((turn) => turn.side === side)
      .map(({ seed, lengthMs: ms }) => voice(seed, ms));
    await writeFile(join(folder, stemFileName(side)), pcm(voices));
  }
  return path;
}

/** What the workers say of them: `words` words of equal length in each. */
export function claimsOf(turns: readonly PlayedTurn[], words = 4): StemClaim[] {
  const next: PerSide<number> = { a: 0, b: 0 };
  return turns.map(({ side, lengthMs, heardMs }, index) => {
    const samples = (lengthMs * STEM_RATE) / 1000;
    const fromSample = next[side];
    next[side] += samples;
    const spoken = Array.from({ length: words }, (_, word) => ({
      text: `w${word}`,
      startMs: (lengthMs * word) / words,
      endMs: (lengthMs * (word + 1)) / words,
      origin: 'provider' as const,
    }));
    const text = spoken.map((word) => word.text).join(' ');
    return {
      ...{
        id: String(index),
        side,
        speaker: side,
        intended: text,
        text,
        heard: null,
        words: spoken,
      },
      ...{ startMonotonicMs: 0, endMonotonicMs: 0, playedMs: lengthMs },
      interrupted: heardMs !== undefined,
      stem: { fromSample, samples, sampleRate: STEM_RATE },
    };
  });
}

/** As an earlier step placed them: `wrongMs` beside the truth. */
export function turnsOf(
  turns: readonly PlayedTurn[],
  claims: readonly StemClaim[],
  wrongMs = 0,
): Turn[] {
  return turns.map((played, index) => {
    const { id, side, speaker, text, intended, heard: understood, interrupted } = claims[index]!;
    const startMs = played.atMs + wrongMs;
    const endMs = startMs + (played.heardMs ?? played.lengthMs);
    const words = claims[index]!.words.map((word) => ({
      ...word,
      startMs: startMs + word.startMs,
      endMs: startMs + word.endMs,
    }));
    return {
      ...{ id, index, side, speaker, text, intended, heard: understood, interrupted, words },
      ...{ startMs, endMs, segments: [[startMs, endMs]], gapMs: null },
    };
  });
}

function channelOf(side: Side, turns: readonly PlayedTurn[], lengthMs: number): Float32Array {
  const mine = turns.filter((turn) => turn.side === side);
  const placed = mine.map(
    ({ seed, atMs, lengthMs: ms, edits = [], heardMs = ms }): [number, Float32Array] => {
      const sound = heard(atFineRate(voice(seed, ms)), edits);
      return [Math.round(atMs * PER_MS), sound.subarray(0, heardMs * PER_MS)];
    },
  );
  return laid(lengthMs * PER_MS, ...placed);
}

function stereo({ a, b }: PerSide<Float32Array>): Buffer {
  const samples = new Int16Array(a.length * 2);
  for (let index = 0; index < a.length; index += 1) {
    samples[index * 2] = toPcm(a[index]!);
    samples[index * 2 + 1] = toPcm(b[index]!);
  }
  const header = wavHeader({ sampleRate: 48_000, channels: 2, dataBytes: samples.byteLength });
  return Buffer.concat([header, new Uint8Array(samples.buffer)]);
}

function pcm(voices: readonly Float32Array[]): Buffer {
  return Buffer.concat(
    voices.map((samples) => new Uint8Array(Int16Array.from(samples, toPcm).buffer)),
  );
}

function toPcm(sample: number): number {
  return Math.min(Math.max(Math.round(sample * 32_768), -32_768), 32_767);
}
