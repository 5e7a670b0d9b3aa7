import { open } from 'node:fs/promises';
import type { DocumentRecording } from '../../contract/conversation-document.ts';
import { StudioError } from '../../contract/errors.ts';
import type { PerSide } from '../../contract/side.ts';
import { MAX_WAV_DATA_BYTES, wavHeader } from '../../contract/wav-format.ts';
import { decode, type DecodedPiece } from '../audio/decode.ts';
import { writeHashed } from '../audio/hashed-file.ts';
import { bytesOf, takeChannel, type PcmStream } from '../audio/pcm.ts';
import { mendWav, readSamples, readWavInfo, type WavInfo } from '../recordings/wav.ts';
import { interleave } from './interleave.ts';
import type { SidePlace } from './sound-plan.ts';

/** A side's file as it lies here. */
export interface LocalPlace extends SidePlace {
  /** Absolute. */
  path: string;
}

/** Rates that a recording can have, Hz. */
const RATES = { least: 8000, most: 192_000 };
/** A file may be this much longer than its document says, s. */
const SLACK_SECONDS = 1;

/**
 * Writes one or two audio files as a recording of the library: stereo PCM s16 WAV, left is side a, at the rate
 * that they have. Nothing is resampled unless the files have different rates.
 *
 * @param target absolute
 * @throws StudioError `invalid-input` for a file that is not what its document says
 */
export async function convertSound(
  places: PerSide<LocalPlace>,
  target: string,
  signal: AbortSignal,
): Promise<WavInfo> {
  const { a, b } = places;
  for (const { path, file } of [a, b]) await checkForm(path, file);
  const rate = await rateOf(a);
  const pcm =
    a.path === b.path
      ? sidesOf(pieces(a, rate, signal), a, b)
      : interleave(channel(a, rate, signal), channel(b, rate, signal));
  const longest = Math.max(a.file.durationMs, b.file.durationMs) / 1000 + SLACK_SECONDS;
  const most = Math.min(MAX_WAV_DATA_BYTES, Math.ceil(longest * rate) * 4);
  await writeHashed(target, wavOf(pcm, { rate, most, name: a.file.path }));
  return mendWav(target);
}

interface Limits {
  rate: number;
  /** Bytes of sound. */
  most: number;
  name: string;
}

async function* wavOf(pcm: PcmStream, { rate, most, name }: Limits): AsyncGenerator<Uint8Array> {
  // The sizes are filled in when the length is known.
  yield wavHeader({ sampleRate: rate, channels: 2, dataBytes: 0 });
  let bytes = 0;
  for await (const piece of bytesOf(pcm)) {
    bytes += piece.length;
    if (bytes > most) throw notAsSaid(name, 'it is longer than it says');
    yield piece;
  }
}

/** ffmpeg guesses what a file is by its content: only what was named may be guessed. */
async function checkForm(path: string, { path: name, format }: DocumentRecording): Promise<void> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const mark = { wav: 'RIFF', flac: 'fLaC', ogg: 'OggS' }[format];
    if (buffer.toString('latin1') === mark) return;
    throw notAsSaid(name, `it is no ${{ wav: 'WAV', flac: 'FLAC', ogg: 'Ogg' }[format]} file`);
  } finally {
    await file.close();
  }
}

async function rateOf({ path, file }: LocalPlace): Promise<number> {
  const plain = await plainWav(path);
  const rate = plain?.sampleRate ?? file.sampleRate;
  if (rate >= RATES.least && rate <= RATES.most) return rate;
  throw notAsSaid(file.path, `${rate} Hz is no rate of a recording`);
}

async function* channel(place: LocalPlace, rate: number, signal: AbortSignal): PcmGenerator {
  for await (const { channels, pcm } of pieces(place, rate, signal)) {
    requireChannel(place, channels);
    yield takeChannel(pcm, place.channel, channels);
  }
}

async function* sidesOf(
  all: AsyncIterable<DecodedPiece>,
  a: LocalPlace,
  b: LocalPlace,
): PcmGenerator {
  for await (const { channels, pcm } of all) {
    for (const place of [a, b]) requireChannel(place, channels);
    const stereo = new Int16Array((pcm.length / channels) * 2);
    for (let at = 0, from = 0; at < stereo.length; at += 2, from += channels) {
      stereo[at] = pcm[from + a.channel] ?? 0;
      stereo[at + 1] = pcm[from + b.channel] ?? 0;
    }
    yield stereo;
  }
}

type PcmGenerator = AsyncGenerator<Int16Array>;

function requireChannel({ channel: wanted, file }: LocalPlace, channels: number): void {
  if (wanted < channels) return;
  throw notAsSaid(file.path, `it has ${channels} channels and no channel ${wanted + 1}`);
}

/** WAV files of our own form are read without a decoder. */
async function* pieces(
  { path, file }: LocalPlace,
  rate: number,
  signal: AbortSignal,
): AsyncGenerator<DecodedPiece> {
  const plain = await plainWav(path);
  if (plain?.sampleRate !== rate) {
    yield* decoded(path, file.path, rate, signal);
    return;
  }
  const { channels } = plain;
  for await (const pcm of readSamples(path)) {
    signal.throwIfAborted();
    yield { channels, pcm };
  }
}

async function* decoded(path: string, name: string, rate: number, signal: AbortSignal) {
  try {
    yield* decode(path, rate, signal);
  } catch (thrown) {
    const isDamage = thrown instanceof StudioError && thrown.data.code === 'internal';
    throw isDamage ? notAsSaid(name, 'it can’t be decoded') : thrown;
  }
}

/** Undefined for everything but 16-bit PCM. */
export async function plainWav(path: string): Promise<WavInfo | undefined> {
  try {
    return await readWavInfo(path);
  } catch {
    return undefined;
  }
}

/** A file that does not fit its document. */
export function notAsSaid(path: string, why: string): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `Its recording “${path}” can’t be used: ${why}.`,
    remedy: 'Export the conversation again, as WAV or FLAC.',
  });
}
