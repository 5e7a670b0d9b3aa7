/** Interleaved 16-bit samples, as WAV files of the library hold them. */
export type PcmStream = AsyncIterable<Int16Array>;

/** Cuts a stream of bytes (s16le) into whole frames. A torn last frame is dropped. */
export async function* pcmOf(
  pieces: AsyncIterable<Uint8Array>,
  channels: number,
): AsyncGenerator<Int16Array> {
  const frameBytes = channels * 2;
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = new Uint8Array(rest.length + piece.length);
    bytes.set(rest);
    bytes.set(piece, rest.length);
    const whole = bytes.length - (bytes.length % frameBytes);
    rest = bytes.subarray(whole);
    if (whole > 0) yield new Int16Array(bytes.buffer, 0, whole / 2);
  }
}

export async function* bytesOf(pcm: PcmStream): AsyncGenerator<Uint8Array> {
  for await (const { buffer, byteOffset, byteLength } of pcm) {
    yield new Uint8Array(buffer, byteOffset, byteLength);
  }
}

/** Exactly so many frames: what is more is cut off, what is missing is silence. */
export async function* exactly(
  pcm: PcmStream,
  frames: number,
  channels: number,
): AsyncGenerator<Int16Array> {
  let left = frames * channels;
  for await (const piece of pcm) {
    if (left > 0) yield piece.subarray(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
  if (left > 0) yield new Int16Array(left);
}

/** One channel of interleaved samples. */
export function takeChannel(pcm: Int16Array, channel: number, channels = 2): Int16Array {
  const taken = new Int16Array(Math.floor(pcm.length / channels));
  for (let i = 0, at = channel; i < taken.length; i++, at += channels) taken[i] = pcm[at] ?? 0;
  return taken;
}

/** Left and right exchanged. */
export function swapChannels(pcm: Int16Array): Int16Array {
  const swapped = new Int16Array(pcm.length);
  for (let i = 0; i < pcm.length; i += 2) {
    swapped[i] = pcm[i + 1] ?? 0;
    swapped[i + 1] = pcm[i] ?? 0;
  }
  return swapped;
}

/** Half of each side: nothing can clip, and nothing is changed when both speak. */
export function mixChannels(pcm: Int16Array): Int16Array {
  const mixed = new Int16Array(pcm.length / 2);
  for (let i = 0; i < mixed.length; i++) {
    mixed[i] = ((pcm[2 * i] ?? 0) + (pcm[2 * i + 1] ?? 0) + 1) >> 1;
  }
  return mixed;
}
