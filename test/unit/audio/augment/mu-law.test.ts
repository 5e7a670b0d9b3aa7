import { expect, it } from 'vitest';
import { decodeMuLaw, encodeMuLaw } from '../../../../src/main/audio/augment/mu-law.ts';

it('knows the values of G.711', () => {
  // Table 2a/G.711: the first decision values, on 16 bits.
  expect(encodeMuLaw(0)).toBe(0xff);
  expect(decodeMuLaw(0xff)).toBe(0);
  expect(decodeMuLaw(0x80)).toBe(32_124);
  expect(decodeMuLaw(0x00)).toBe(-32_124);
  expect(encodeMuLaw(32_767)).toBe(0x80);
  expect(encodeMuLaw(-32_768)).toBe(0x00);
  expect(decodeMuLaw(0xfe)).toBe(8);
});

it('gives every byte back', () => {
  for (let byte = 0; byte < 256; byte++) {
    // Two bytes mean zero.
    if (byte !== 0x7f) expect(encodeMuLaw(decodeMuLaw(byte))).toBe(byte);
  }
});

it('is never further off than half a step of its segment', () => {
  for (let sample = -32_635; sample <= 32_635; sample++) {
    const off = Math.abs(decodeMuLaw(encodeMuLaw(sample)) - sample);
    expect(off).toBeLessThanOrEqual(Math.max(4, (Math.abs(sample) + 132) / 32));
  }
});
