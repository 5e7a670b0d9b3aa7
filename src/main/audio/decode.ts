import { ffmpegOutput } from './ffmpeg.ts';
import { pcmOf } from './pcm.ts';
import { RESAMPLER } from './resample.ts';

export interface DecodedPiece {
  channels: number;
  /** Interleaved. */
  pcm: Int16Array;
}

/** Where `fmt ` of ffmpeg's WAV holds the channels. */
const CHANNELS_AT = 22;
const HEADER_LIMIT = 4096;

/**
 * Any audio file that ffmpeg knows, at a rate, with the channels that it has, from its beginning.
 *
 * @throws StudioError `internal` when it is no such file
 */
export async function* decode(
  path: string,
  rate: number,
  signal?: AbortSignal,
): AsyncGenerator<DecodedPiece> {
  // As WAV, because that tells how many channels there are.
  const output = ffmpegOutput({
    args: [
      ...['-protocol_whitelist', 'file', '-i', `file:${path}`, '-map', '0:a:0'],
      ...['-af', `aresample=${rate}:${RESAMPLER}`, '-c:a', 'pcm_s16le'],
      ...['-fflags', '+bitexact', '-f', 'wav', 'pipe:1'],
    ],
    signal,
    failure: 'The file could not be read as audio',
  });
  try {
    const { channels, pieces } = await openWav(output);
    for await (const pcm of pcmOf(pieces, channels)) yield { channels, pcm };
  } finally {
    // A reader that stops at the head has not come to the output: nobody else would end the program.
    await output.return(undefined);
  }
}

async function openWav(
  output: AsyncGenerator<Uint8Array>,
): Promise<{ channels: number; pieces: AsyncIterable<Uint8Array> }> {
  let head = Buffer.alloc(0);
  let data = -1;
  while (data < 0 || head.length < data + 8) {
    const next = await output.next();
    // It ended without a complaint: a file without a single sample.
    if (next.done) return { channels: 1, pieces: nothing() };
    head = Buffer.concat([head, next.value]);
    data = head.indexOf('data', CHANNELS_AT, 'latin1');
    if (data < 0 && head.length > HEADER_LIMIT) throw new Error('ffmpeg wrote no WAV header');
  }
  return {
    channels: head.readUInt16LE(CHANNELS_AT),
    pieces: followed(head.subarray(data + 8), output),
  };
}

async function* followed(first: Uint8Array, rest: AsyncIterable<Uint8Array>) {
  yield first;
  yield* rest;
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // No piece at all.
}
