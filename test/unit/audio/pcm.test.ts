import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  exactly,
  mixChannels,
  pcmOf,
  swapChannels,
  takeChannel,
} from '../../../src/main/audio/pcm.ts';
import { collect } from './support.ts';

async function* stream<T>(...pieces: readonly T[]): AsyncGenerator<T> {
  yield* pieces;
}

it('puts frames together however the bytes were cut, and drops a torn one', async () => {
  const cuts = fc.array(fc.nat(60), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 60 }),
      cuts,
      fc.constantFrom(1, 2),
      async (bytes, at, channels) => {
        const places = [0, ...at.filter((place) => place < bytes.length).sort((x, y) => x - y)];
        const pieces = places.map((place, i) => bytes.slice(place, places[i + 1] ?? bytes.length));
        const whole = bytes.length - (bytes.length % (2 * channels));
        const found = await collect(pcmOf(stream(...pieces), channels));
        expect([...found]).toEqual([...new Int16Array(bytes.slice(0, whole).buffer)]);
      },
    ),
  );
});

it('makes a stream exactly as long as it is said to be', async () => {
  const pieces = () => stream(Int16Array.of(1, 2, 3, 4), Int16Array.of(5, 6));
  expect([...(await collect(exactly(pieces(), 2, 2)))]).toEqual([1, 2, 3, 4]);
  expect([...(await collect(exactly(pieces(), 3, 2)))]).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...(await collect(exactly(pieces(), 4, 2)))]).toEqual([1, 2, 3, 4, 5, 6, 0, 0]);
});

it('takes a channel, exchanges both, and mixes them without clipping', () => {
  const pcm = Int16Array.of(32_767, 32_767, -32_768, -32_768, 100, -50, 7, 8);
  expect([...takeChannel(pcm, 1)]).toEqual([32_767, -32_768, -50, 8]);
  expect([...swapChannels(pcm)]).toEqual([32_767, 32_767, -32_768, -32_768, -50, 100, 8, 7]);
  expect([...mixChannels(pcm)]).toEqual([32_767, -32_768, 25, 8]);
});
