import type { AudioEncoding } from '../../contract/export-api.ts';
import { StudioError } from '../../contract/errors.ts';
import { MAX_WAV_DATA_BYTES, wavHeader } from '../../contract/wav-format.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { hashFile, writeHashed, type FileFacts } from './hashed-file.ts';
import { bytesOf, type PcmStream } from './pcm.ts';
import { rawInput } from './resample.ts';

/** How a file is to be written. */
export interface Encoding {
  encoding: AudioEncoding;
  /** Hz */
  sampleRate: number;
  channels: number;
  frames: number;
  /** Up to which there is sound: at most `sampleRate`, Hz. */
  soundRate: number;
}

/** kbit/s of one channel, by `soundRate`: so that speech stays what it is, and the sides of stereo apart. */
const OPUS_KBITS: Readonly<Record<number, number>> = {
  48_000: 64,
  24_000: 48,
  16_000: 40,
  8_000: 24,
};

/** The same input gives the same bytes: no version, no date, no serial number by chance. */
const BIT_EXACT = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];

/** Writes one audio file under the given name, which need not fit the encoding. */
export async function encode(
  path: string,
  pcm: PcmStream,
  encoding: Encoding,
  signal?: AbortSignal,
): Promise<FileFacts> {
  if (encoding.encoding === 'wav') return writeHashed(path, wavBytes(pcm, encoding));
  const { channels, sampleRate } = encoding;
  await runFfmpeg({
    args: [...rawInput(channels, sampleRate), ...encoder(encoding), `file:${path}`],
    input: bytesOf(pcm),
    signal,
    failure: 'The audio could not be encoded',
  });
  // The encoder writes sizes into the head at the end, so that it can't be hashed on the way.
  return hashFile(path, signal);
}

/** @throws StudioError `invalid-input` for more than a WAV file can hold */
export function checkSize({ encoding, channels, frames }: Encoding): void {
  if (encoding !== 'wav' || frames * channels * 2 <= MAX_WAV_DATA_BYTES) return;
  throw new StudioError({
    code: 'invalid-input',
    message: 'The recording is longer than a WAV file can hold (4 GiB).',
    remedy: 'Choose FLAC, which loses nothing either, a file per side, or a lower sample rate.',
    details: { channels, frames },
  });
}

async function* wavBytes(pcm: PcmStream, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const { sampleRate, channels, frames } = encoding;
  yield wavHeader({ sampleRate, channels, dataBytes: frames * channels * 2 });
  yield* bytesOf(pcm);
}

function encoder({ encoding, soundRate, channels }: Encoding): string[] {
  if (encoding === 'flac') {
    return ['-c:a', 'flac', '-compression_level', '5', ...BIT_EXACT, '-f', 'flac'];
  }
  const kbits = (OPUS_KBITS[soundRate] ?? 64) * channels;
  const opus = ['-c:a', 'libopus', '-b:a', `${kbits}k`, '-compression_level', '8'];
  return [...opus, ...BIT_EXACT, '-f', 'ogg'];
}
