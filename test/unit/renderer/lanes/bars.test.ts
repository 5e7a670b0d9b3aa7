import { describe, expect, it } from 'vitest';
import { loudness, waveBars } from '../../../../src/renderer/lanes/bars.ts';

/** Ten seconds of silence with one loud peak at 2.02 s. */
const peaks = new Uint8Array(500);
peaks[101] = 255;

describe('the bars of a waveform', () => {
  it('show the loudest peak of their stretch', () => {
    const bars = waveBars(peaks, 50, { fromMs: 0, toMs: 10_000 }, 300, 3);
    expect(bars).toHaveLength(100);
    const loud = bars.filter((bar) => bar.height > 0);
    expect(loud).toEqual([{ x: expect.closeTo(61.5) as number, height: 1 }]);
  });

  it('keep their stretch of time while the view moves on', () => {
    const wave = Uint8Array.from({ length: 500 }, (_, index) => (index * 37) % 256);
    const first = waveBars(wave, 50, { fromMs: 1000, toMs: 6000 }, 300, 3);
    const moved = waveBars(wave, 50, { fromMs: 1100, toMs: 6100 }, 300, 3);
    const heights = (bars: { height: number }[]) => bars.map((bar) => bar.height);
    expect(heights(moved).slice(0, 90)).toEqual(heights(first).slice(2, 92));
  });

  it('stop where the peaks stop', () => {
    const bars = waveBars(new Uint8Array(50).fill(100), 50, { fromMs: 0, toMs: 10_000 }, 300, 3);
    expect(Math.max(...bars.map((bar) => bar.x))).toBeLessThan(31);
    expect(waveBars([], 50, { fromMs: 0, toMs: 10_000 }, 300, 3)).toEqual([]);
    expect(waveBars(peaks, 50, { fromMs: 0, toMs: 10_000 }, 0, 3)).toEqual([]);
  });

  it('lie between two peaks when they are closer than the peaks', () => {
    const bars = waveBars([0, 200], 50, { fromMs: 0, toMs: 40 }, 40, 1);
    const heights = bars.slice(10, 30).map((bar) => bar.height);
    expect(heights).toEqual([...heights].sort((one, other) => one - other));
    expect(heights[0]).toBeLessThan(loudness(20));
  });

  it('raise quiet speech, but neither silence nor full scale', () => {
    expect(loudness(0)).toBe(0);
    expect(loudness(255)).toBe(1);
    expect(loudness(25)).toBeGreaterThan(25 / 255);
  });
});
