import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PcmFramer } from '../../../src/agents/speech/pcm-framer.ts';

describe('PcmFramer', () => {
  it('gives back every sample, however they arrive, filled up to 10 ms', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -32768, max: 32767 }), { maxLength: 4000 }),
        fc.array(fc.integer({ min: 1, max: 997 }), { minLength: 1, maxLength: 20 }),
        (samples, cuts) => {
          const sound = Int16Array.from(samples);
          const framer = new PcmFramer(24_000, 40);
          const frames = [];
          for (let at = 0, i = 0; at < sound.length; i++) {
            const size = cuts[i % cuts.length] ?? 1;
            frames.push(...framer.push(sound.subarray(at, at + size)));
            at += size;
          }
          frames.push(...framer.flush());
          const out = frames.flatMap((frame) => [...frame.data]);
          expect(out.slice(0, samples.length)).toEqual(samples);
          expect(out.length % 240).toBe(0);
          expect(out.length - samples.length).toBeLessThan(240);
          expect(out.slice(samples.length).every((value) => value === 0)).toBe(true);
        },
      ),
    );
  });
});
