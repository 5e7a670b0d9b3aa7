import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentRecording } from '../../../src/contract/conversation-document.ts';
import { interleave } from '../../../src/main/imports/interleave.ts';
import { isInOrder, soundPlan } from '../../../src/main/imports/sound-plan.ts';
import { recording } from '../exports/samples.ts';

function file(path: string, a: number | null, b: number | null): DocumentRecording {
  return { ...recording(path), sides: { a, b } };
}

describe('soundPlan', () => {
  it('takes a stereo file, whichever side is on the left', () => {
    const plain = soundPlan([file('x.wav', 0, 1)]);
    expect(plain).toMatchObject({ kind: 'sides', sides: { a: { channel: 0 }, b: { channel: 1 } } });
    expect(plain.kind === 'sides' && isInOrder(plain.sides)).toBe(true);
    const swapped = soundPlan([file('x.wav', 1, 0)]);
    expect(swapped.kind === 'sides' && isInOrder(swapped.sides)).toBe(false);
  });

  it('joins a file per side, in any order', () => {
    for (const files of [
      [file('a.wav', 0, null), file('b.wav', null, 0)],
      [file('b.wav', null, 0), file('a.wav', 0, null)],
    ]) {
      const plan = soundPlan(files);
      expect(plan).toMatchObject({ sides: { a: { file: { path: 'a.wav' } } } });
      expect(plan).toMatchObject({ sides: { b: { file: { path: 'b.wav' } } } });
      expect(plan.kind === 'sides' && isInOrder(plan.sides)).toBe(false);
    }
  });

  it('knows what can not be told apart, and what is missing', () => {
    expect(soundPlan([file('m.wav', 0, 0)])).toEqual({ kind: 'mixed' });
    expect(soundPlan([file('a.wav', 0, null)])).toEqual({ kind: 'one-sided', missing: 'b' });
    expect(soundPlan([file('b.wav', null, 0)])).toEqual({ kind: 'one-sided', missing: 'a' });
    expect(soundPlan([file('x.wav', null, null)])).toMatchObject({ kind: 'one-sided' });
  });
});

async function* streamOf(samples: readonly number[], pieces: readonly number[]) {
  let at = 0;
  for (const length of pieces) {
    yield Int16Array.from(samples.slice(at, at + length));
    at += length;
  }
  yield Int16Array.from(samples.slice(at));
}

it('interleave puts any two streams side by side, the shorter one followed by silence', async () => {
  const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { maxLength: 40 });
  const pieces = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(samples, samples, pieces, pieces, async (left, right, some, others) => {
      const both: number[] = [];
      for await (const piece of interleave(streamOf(left, some), streamOf(right, others))) {
        both.push(...piece);
      }
      const length = Math.max(left.length, right.length);
      const wanted = Array.from({ length }, (_, at) => [left[at] ?? 0, right[at] ?? 0]).flat();
      expect(both).toEqual(wanted);
    }),
  );
});
