import { describe, expect, it } from 'vitest';
import { framesAt, resample } from '../../../src/main/audio/resample.ts';
import { chance, collect, db, interleaved, lag, rms, sine, speechLike } from './support.ts';

async function at(rate: number, samples: Float32Array): Promise<Int16Array> {
  async function* pieces() {
    const pcm = interleaved(samples);
    for (let from = 0; from < pcm.length; from += 9600) yield pcm.subarray(from, from + 9600);
  }
  const order = { channels: 1, from: 48_000, to: rate, frames: samples.length };
  return collect(resample(pieces(), order));
}

/** What is left of a tone, dB, away from its ends. */
async function response(rate: number, hz: number): Promise<number> {
  const out = await at(rate, sine(hz, 48_000, 0.5));
  return db(rms(out.subarray(rate / 10, -rate / 10)) / 32_767 / (0.5 * Math.SQRT1_2));
}

describe.each([24_000, 16_000, 8_000])('to %i Hz', (rate) => {
  it.each([0.01, 0.5, 0.85, 0.93])('leaves a tone at %f of its band as it is', async (share) => {
    expect(Math.abs(await response(rate, (share * rate) / 2))).toBeLessThan(0.1);
  });

  it.each([1.02, 1.1, 1.6])('keeps out a tone at %f of its band', async (share) => {
    expect(await response(rate, (share * rate) / 2)).toBeLessThan(-60);
  });

  it('has exactly the length that it should have', async () => {
    for (const frames of [1, 2, 47, 1001, 48_000, 48_001, 48_002, 48_003, 48_005]) {
      const out = await at(rate, new Float32Array(frames).fill(0.1));
      expect(out.length, `${frames}`).toBe(framesAt(frames, 48_000, rate));
    }
  });

  it('moves nothing', async () => {
    const next = chance(7);
    const pulses = [1200, 24_000, 46_800];
    const samples = new Float32Array(48_000);
    // Raised cosines of 10 ms: well inside the band.
    for (const pulse of pulses) {
      for (let i = -240; i <= 240; i++)
        samples[pulse + i] = 0.4 * (1 + Math.cos((Math.PI * i) / 240));
    }
    const out = await at(
      rate,
      samples.map((sample) => sample + next() * 1e-4),
    );
    for (const pulse of pulses) {
      const middle = (pulse * rate) / 48_000;
      const around = [...out.entries()].filter(([i]) => Math.abs(i - middle) < rate / 100);
      const mass = around.reduce((sum, [, sample]) => sum + sample, 0);
      const centre = around.reduce((sum, [i, sample]) => sum + i * sample, 0) / mass;
      expect(Math.abs(centre - middle)).toBeLessThan(0.02);
    }
  });
});

it('gives the same twice', async () => {
  const speech = speechLike(48_000, 1);
  const [one, two] = [await at(16_000, speech), await at(16_000, speech)];
  expect(Buffer.from(one.buffer).equals(Buffer.from(two.buffer))).toBe(true);
  const thirds = speech.filter((_, i) => i % 3 === 0);
  expect(lag(thirds, one)).toBe(0);
});
