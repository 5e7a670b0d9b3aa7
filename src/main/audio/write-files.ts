import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../exports/files.ts';
import { encode, type Encoding } from './encode.ts';
import type { AudioFile } from './names.ts';
import { mixChannels, swapChannels, takeChannel, type PcmStream } from './pcm.ts';
import { ReaderGone, tee } from './tee.ts';

export interface RenderedFile {
  name: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/** One of the files that a sound becomes. */
export interface Target {
  file: AudioFile;
  encoding: Encoding;
}

/**
 * Writes all of them at the same time, from one reading of both sides. When one fails, none stays.
 *
 * @throws what the first failed with
 */
export async function writeFiles(
  directory: string,
  sound: PcmStream,
  targets: readonly Target[],
  signal?: AbortSignal,
): Promise<RenderedFile[]> {
  const { streams, pumped } = tee(
    sound,
    targets.map(({ file }) => formOf(file)),
  );
  const writing = streams.map(async (stream, at) => {
    const { file, encoding } = targets[at]!;
    try {
      return await writeOne(directory, file.name, stream, encoding, signal);
    } finally {
      // One that failed before it read anything would otherwise keep all others waiting.
      stream.destroy();
    }
  });
  const ends = await Promise.allSettled([...writing, pumped]);
  const failures = ends.flatMap((end) =>
    end.status === 'rejected' ? [end.reason as unknown] : [],
  );
  if (failures.length === 0) return Promise.all(writing);
  const written = targets.filter((_, at) => ends[at]?.status === 'fulfilled');
  await Promise.all(written.map(({ file }) => rm(join(directory, file.name), { force: true })));
  throw failures.find((failure) => !isFollowUp(failure)) ?? failures[0];
}

async function writeOne(
  directory: string,
  name: string,
  pcm: PcmStream,
  encoding: Encoding,
  signal?: AbortSignal,
): Promise<RenderedFile> {
  let facts = { bytes: 0, sha256: '' };
  await replaceFile(join(directory, name), async (temporary) => {
    facts = await encode(temporary, pcm, encoding, signal);
  });
  return { name, ...facts };
}

function isFollowUp(failure: unknown): boolean {
  if (failure instanceof ReaderGone) return true;
  return failure instanceof Error && failure.cause instanceof ReaderGone;
}

/** What of the two sides goes into a file. */
function formOf({ channels }: AudioFile): (pcm: Int16Array) => Int16Array {
  if (channels === null) return mixChannels;
  if (channels.length === 1) return (pcm) => takeChannel(pcm, channels[0] === 'a' ? 0 : 1);
  return channels[0] === 'a' ? (pcm) => pcm : swapChannels;
}
