import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWav, toWav } from '../../../src/rehearsal/wav.ts';

describe('WAV files', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.int16Array(), fc.constantFrom(16_000, 24_000, 48_000), (pcm, sampleRate) => {
        expect(fromWav(toWav(pcm, sampleRate))).toEqual({ pcm, sampleRate });
      }),
    );
  });

  it('may leave their length open, and hold other chunks', () => {
    const file = toWav(Int16Array.of(1, 2, 3), 16_000);
    const list = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1');
    const open = Buffer.concat([file.subarray(0, 36), list, file.subarray(36)]);
    open.writeUInt32LE(0xffff_ffff, 36 + list.length + 4);
    expect([...fromWav(open).pcm]).toEqual([1, 2, 3]);
  });

  it('are mixed to one channel', () => {
    const file = toWav(Int16Array.of(100, 300, -50, 50), 16_000);
    file.writeUInt16LE(2, 22);
    expect([...fromWav(file).pcm]).toEqual([200, 0]);
  });

  it.each([
    ['no WAV', Buffer.from('hello, world')],
    ['too little', Buffer.alloc(3)],
    ['no sound', toWav(new Int16Array(0), 16_000).subarray(0, 36)],
    ['a rate of 0', toWav(Int16Array.of(1), 0)],
  ])('that are none are refused: %s', (_, file) => {
    expect(() => fromWav(file)).toThrow(/WAV|rate/);
  });
});
