import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LevelMeter, audibleSpans } from '../../../src/contract/audible.ts';

/** Levels of 10 ms frames from stretches [frames, level]. */
function levels(...stretches: [frames: number, level: number][]): Float32Array {
  return Float32Array.from(
    stretches.flatMap(([frames, level]) => Array<number>(frames).fill(level)),
  );
}

describe('LevelMeter', () => {
  it('measures the same whatever the pieces, for either channel', () => {
    const audio = fc.array(fc.integer({ min: -32768, max: 32767 }), { maxLength: 4000 });
    fc.assert(
      fc.property(audio, fc.integer({ min: 1, max: 700 }), (list, piece) => {
        const stereo = Int16Array.from(list.slice(0, list.length - (list.length % 2)));
        const whole = new LevelMeter(48_000);
        whole.push(stereo, 1, 2);
        const pieces = new LevelMeter(48_000);
        for (let at = 0; at < stereo.length; at += piece * 2) {
          pieces.push(stereo.subarray(at, at + piece * 2), 1, 2);
        }
        expect([...pieces.frames()]).toEqual([...whole.frames()]);
      }),
    );
  });

  it('is in dBFS', () => {
    const meter = new LevelMeter(48_000);
    for (const value of [0, -32768, 16384]) meter.push(new Int16Array(480).fill(value));
    const [silence, full, half] = meter.frames();
    expect([silence, full]).toEqual([-100, 0]);
    expect(half).toBeCloseTo(-6.02, 2);
  });

  it('tells the loudness of the last frames', () => {
    const meter = new LevelMeter(48_000);
    meter.push(new Int16Array(4800));
    meter.push(new Int16Array(480).fill(16384));
    expect(meter.latest(1)).toBeCloseTo(-6.02, 2);
    expect(meter.latest(2)).toBeCloseTo(-9.03, 1);
  });
});

describe('audibleSpans', () => {
  it('bridges pauses below 80 ms and keeps longer ones', () => {
    const found = audibleSpans(
      levels([20, -100], [10, -30], [7, -100], [10, -30], [8, -100], [5, -40]),
    );
    expect(found).toEqual([[200, 470], [550, 600]]); // prettier-ignore
  });

  it('leaves clicks out', () => {
    expect(audibleSpans(levels([20, -100], [1, -20], [20, -100]))).toEqual([]);
  });

  it('hears soft sounds over digital silence and nothing in steady noise', () => {
    expect(audibleSpans(levels([50, -100], [50, -58]))).toEqual([[500, 1000]]);
    expect(audibleSpans(levels([50, -66], [50, -53], [50, -66]))).toEqual([]);
    expect(audibleSpans(levels([50, -66], [50, -49], [50, -66]))).toEqual([[500, 1000]]);
  });
});
