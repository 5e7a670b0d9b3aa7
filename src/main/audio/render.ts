import type { AudioOptions } from '../../contract/export-api.ts';
import { prepareAugment } from './augment/prepare.ts';
import type { ResolvedAugment } from './augment/resolve.ts';
import { augmented } from './augment/stream.ts';
import { checkSize, type Encoding } from './encode.ts';
import { audioFiles, outputRate, soundRate, type AudioFile } from './names.ts';
import type { PcmStream } from './pcm.ts';
import { framesAt, resample, SOURCE_RATE } from './resample.ts';
import { noSound, openSource, type Source, type Span } from './source.ts';
import { writeFiles, type RenderedFile } from './write-files.ts';

export type { RenderedFile } from './write-files.ts';

/** What is to become of one recording. */
export interface RenderOrder {
  /** Absolute: stereo PCM s16 WAV of the library; left is side a. Other audio is decoded first. */
  source: string;
  /** Part of it, ms; without it all. */
  span?: Span;
  audio: AudioOptions;
  augment: ResolvedAugment | null;
  /** Absolute, exists. */
  directory: string;
  /** Name of the files without ending. */
  name: string;
}

/**
 * Writes a recording as audio files: resampled, then augmented, then encoded, piece by piece. Sample n of a
 * file is sample n of the recording (or its part) at that rate, and there are round(frames · rate / 48000) of
 * them; Opus has the same at 48 kHz. The same order gives the same bytes. A file appears when it is complete;
 * after a failure none is there.
 *
 * @throws StudioError `not-found`, `invalid-input`, `disk-full`, `internal`; the signal's reason when that aborts
 */
export async function renderAudio(
  order: RenderOrder,
  signal?: AbortSignal,
): Promise<RenderedFile[]> {
  signal?.throwIfAborted();
  const { directory, span } = order;
  try {
    const source = await openSource(order.source, { span, directory, ...(signal && { signal }) });
    try {
      return await renderSource(order, source, signal);
    } finally {
      await source.close();
    }
  } catch (thrown) {
    signal?.throwIfAborted();
    throw thrown;
  }
}

async function renderSource(
  order: RenderOrder,
  source: Source,
  signal?: AbortSignal,
): Promise<RenderedFile[]> {
  const { audio, augment, directory } = order;
  const rate = soundRate(audio, augment);
  const sampleRate = outputRate(audio, augment);
  const frames = framesAt(source.frames, SOURCE_RATE, rate);
  if (frames === 0) throw noSound({ rate });
  const targets = audioFiles(order.name, audio).map((file) => ({
    file,
    encoding: encodingOf(file, audio, {
      sampleRate,
      soundRate: rate,
      frames: framesAt(frames, rate, sampleRate),
    }),
  }));
  for (const { encoding } of targets) checkSize(encoding);
  const read = () => {
    const pcm = watched(source.read(), signal);
    return resample(pcm, {
      channels: 2,
      from: SOURCE_RATE,
      to: rate,
      frames: source.frames,
      signal,
    });
  };
  const effects = augment && (await prepareAugment(augment, { rate, read, directory, signal }));
  const sound = effects ? augmented(read(), effects) : read();
  const written = resample(sound, { channels: 2, from: rate, to: sampleRate, frames, signal });
  return writeFiles(directory, written, targets, signal);
}

function encodingOf(
  { channels }: AudioFile,
  { encoding }: AudioOptions,
  rest: Pick<Encoding, 'sampleRate' | 'soundRate' | 'frames'>,
): Encoding {
  return { encoding, channels: channels?.length ?? 1, ...rest };
}

/** Ends when it is told to, even where no other program is at work that could be ended. */
async function* watched(pcm: PcmStream, signal?: AbortSignal): AsyncGenerator<Int16Array> {
  for await (const piece of pcm) {
    signal?.throwIfAborted();
    yield piece;
  }
}
