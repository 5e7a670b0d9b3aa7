const FULL_SCALE = 32_768;

/** A sample of -1 … 1 as 16 bit; beyond that it is clipped, and what is no number becomes silence. */
export function toInt16(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(value * FULL_SCALE)));
}

/** The mean of all channels. Samples are -1 … 1; channels of one length. */
export function downmix(channels: readonly Float32Array[]): Int16Array {
  const length = Math.min(...channels.map((channel) => channel.length), Infinity);
  const mono = new Int16Array(Number.isFinite(length) ? length : 0);
  for (let i = 0; i < mono.length; i++) {
    let sum = 0;
    for (const channel of channels) sum += channel[i] ?? 0;
    mono[i] = toInt16(sum / channels.length);
  }
  return mono;
}
