import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { noiseEffect } from '../../../../src/main/audio/augment/noise.ts';
import { PinkNoise } from '../../../../src/main/audio/augment/pink.ts';
import type { ResolvedNoise } from '../../../../src/main/audio/augment/resolve.ts';
import { generator } from '../../../../src/main/audio/augment/seeded.ts';
import {
  db,
  interleaved,
  lag,
  peak,
  rms,
  run,
  scratch,
  sine,
  speechLike,
  writeWav,
} from '../support.ts';

const SPEECH_LEVEL = 0.1;

/** What a noise adds to each side in so many seconds. */
async function added(noise: ResolvedNoise, rate = 16_000, seconds = 60) {
  const directory = scratch();
  const context = { rate, directory, read: () => nothing() };
  const effect = await noiseEffect(noise, { a: SPEECH_LEVEL, b: SPEECH_LEVEL / 2 }, context);
  expect(readdirSync(directory)).toEqual([]);
  return run([effect], new Float32Array(rate * seconds));
}

async function* nothing(): AsyncGenerator<Int16Array> {
  // No piece at all.
}

function recording(): string {
  const [a, b] = [speechLike(48_000, 10), speechLike(48_000, 10, 2)];
  return writeWav(path.join(scratch(), 'conversation.wav'), interleaved(a, b));
}

const noises: [string, () => ResolvedNoise][] = [
  ['pink', () => ({ kind: 'pink', snrDb: 12, seed: 3 })],
  [
    'babble',
    () => {
      const file = recording();
      const voices = [0.1, 0.6, 0.9].map(
        (from, i) => ({ path: file, side: i ? 'a' : 'b', from }) as const,
      );
      return { kind: 'babble', snrDb: 12, seed: 3, voices };
    },
  ],
  ['file', () => ({ kind: 'file', snrDb: 12, seed: 3, path: recording() })],
];

describe.each(noises)('%s', (_, make) => {
  it('is so far below the speech of each side as was wanted', async () => {
    const [a, b] = await added(make());
    expect(Math.abs(db(SPEECH_LEVEL / rms(a)) - 12)).toBeLessThan(0.5);
    expect(Math.abs(db(SPEECH_LEVEL / 2 / rms(b)) - 12)).toBeLessThan(0.5);
  });

  it('is the same with the same seed, another with another, and not the same on both sides', async () => {
    const noise = make();
    const [a, b] = await added(noise, 16_000, 2);
    expect(await added(noise, 16_000, 2)).toEqual([a, b]);
    const alike = (one: Float32Array, other: Float32Array) =>
      one.every((sample, i) => Math.abs(sample - (other[i] ?? 9)) < 1e-9);
    expect(
      alike(
        a,
        b.map((sample) => 2 * sample),
      ),
    ).toBe(false);
    expect(alike(a, (await added({ ...noise, seed: 4 }, 16_000, 2))[0])).toBe(false);
  });
});

it('falls by 3 dB per octave when it is pink', () => {
  const rate = 48_000;
  const noise = new PinkNoise(rate, generator(1, 'test'));
  const samples = Float32Array.from({ length: rate * 10 }, () => noise.next());
  expect(db(rms(samples) / noise.rms)).toBeCloseTo(0, 0);
  // Power in bands of an octave is the same everywhere: measured by a bank of tones.
  const power = [60, 240, 960, 3840, 15_360].map((hz) => bandPower(samples, hz, rate));
  for (const band of power)
    expect(Math.abs(10 * Math.log10(band / (power[2] ?? 1)))).toBeLessThan(1.5);
});

/** Mean power in a third of an octave around a frequency: Goertzel at many tones, times their number. */
function bandPower(samples: Float32Array, hz: number, rate: number): number {
  const BLOCK = 9600;
  const tones = Array.from({ length: 12 }, (_, i) => hz * 2 ** ((i - 5.5) / 36));
  let sum = 0;
  for (const tone of tones) {
    const w = (2 * Math.PI * tone) / rate;
    for (let from = 0; from + BLOCK <= samples.length; from += BLOCK) {
      let re = 0;
      let im = 0;
      for (let i = 0; i < BLOCK; i++) {
        re += (samples[from + i] ?? 0) * Math.cos(w * i);
        im += (samples[from + i] ?? 0) * Math.sin(w * i);
      }
      sum += (re * re + im * im) * tone;
    }
  }
  return sum;
}

it('does not move the speech, and stands behind a side that says nothing too', async () => {
  const speech = speechLike(16_000, 6);
  const context = { rate: 16_000, directory: scratch(), read: () => nothing() };
  const pink = { kind: 'pink', snrDb: 6, seed: 1 } as const;
  const effect = await noiseEffect(pink, { a: SPEECH_LEVEL, b: undefined }, context);
  const [a, b] = run([effect], speech, new Float32Array(speech.length));
  expect(lag(speech, a)).toBe(0);
  expect(Math.abs(db(SPEECH_LEVEL / rms(b)) - 6)).toBeLessThan(0.5);
});

it('repeats a short file without a click', async () => {
  const file = writeWav(path.join(scratch(), 'hum.wav'), interleaved(sine(100, 48_000, 0.73)), 1);
  const [a] = await added({ kind: 'file', snrDb: 0, seed: 1, path: file }, 48_000, 5);
  const steps = a.map((sample, i) => Math.abs(sample - (a[i - 1] ?? sample)));
  const steepest = (2 * Math.PI * 100 * Math.SQRT2 * rms(a)) / 48_000;
  expect(peak(steps)).toBeLessThan(1.6 * steepest);
});

it('leaves out the pauses of those who babble', async () => {
  const voices = [{ path: recording(), side: 'a', from: 0 } as const];
  const [a] = await added({ kind: 'babble', snrDb: 0, seed: 1, voices }, 8000, 20);
  // The pauses of this voice are half a second long; a fifth of a second of each stays.
  const quiet = Array.from(
    { length: 20 * 20 },
    (_, i) => rms(a.subarray(i * 400, (i + 1) * 400)) < 0.001,
  );
  const longest = quiet.reduce(
    (so, isQuiet) => ({ now: isQuiet ? so.now + 1 : 0, most: Math.max(so.most, so.now) }),
    { now: 0, most: 0 },
  );
  expect(longest.most).toBeLessThanOrEqual(5);
});
