/** Above this the limiter rounds peaks off instead of clipping them. */
const KNEE = 0.8;

/** Brings samples of espeak-ng to the voice's level; peaks are rounded, never clipped (|y| < 1). */
export function atLevel(samples: Int16Array, gain: number): Float32Array {
  const result = new Float32Array(samples.length);
  for (let index = 0; index < samples.length; index += 1) {
    result[index] = limited((samples[index]! / 32_768) * gain);
  }
  return result;
}

function limited(value: number): number {
  const size = Math.abs(value);
  if (size <= KNEE) return value;
  return Math.sign(value) * (KNEE + (1 - KNEE) * Math.tanh((size - KNEE) / (1 - KNEE)));
}

/** Float samples as 16-bit PCM. */
export function toPcm16(samples: Float32Array): Int16Array<ArrayBuffer> {
  const result = new Int16Array(samples.length);
  for (let index = 0; index < samples.length; index += 1) {
    result[index] = Math.max(-32_768, Math.min(32_767, Math.round(samples[index]! * 32_767)));
  }
  return result;
}
