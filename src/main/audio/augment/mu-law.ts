/** µ-law of ITU-T G.711 on 16-bit samples: 14 bits go in, 8 are kept. */
const BIAS = 0x84;
const CLIP = 32_635;

/** The byte that a 16-bit sample becomes. */
export function encodeMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const size = Math.min(Math.abs(sample), CLIP) + BIAS;
  // The segment is the place of the highest bit, from bit 7 on.
  const segment = 24 - Math.clz32(size);
  const step = (size >> (segment + 3)) & 0x0f;
  return ~(sign | (segment << 4) | step) & 0xff;
}

/** The 16-bit sample that a byte stands for. */
export function decodeMuLaw(byte: number): number {
  const bits = ~byte & 0xff;
  const segment = (bits >> 4) & 7;
  const size = (((bits & 0x0f) << 3) + BIAS) << segment;
  return bits & 0x80 ? BIAS - size : size - BIAS;
}
