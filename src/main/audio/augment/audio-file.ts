import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { StudioError } from '../../../contract/errors.ts';
import { decode } from '../decode.ts';
import { takeChannel } from '../pcm.ts';

/**
 * The beginning of an audio file: its first channel, at a rate. `isWhole` is false when it goes on.
 *
 * @param what for an error: "The noise file"
 * @throws StudioError `not-found`, or `invalid-input` when it is no audio
 */
export async function openAudio(
  what: string,
  path: string,
  rate: number,
  longestSeconds: number,
  signal?: AbortSignal,
): Promise<{ samples: Int16Array; isWhole: boolean }> {
  await checkFile(what, path);
  try {
    return await readBeginning(path, rate, Math.round(longestSeconds * rate), signal);
  } catch (thrown) {
    signal?.throwIfAborted();
    if (!(thrown instanceof StudioError) || thrown.data.code !== 'internal') throw thrown;
    throw unusable(what, path, "can't be read as audio", thrown);
  }
}

/** An error about a file that the user has chosen. */
export function unusable(
  what: string,
  path: string,
  reason: string,
  cause?: StudioError,
): StudioError {
  return new StudioError(
    {
      code: 'invalid-input',
      message: `${what} ${basename(path)} ${reason}.`,
      remedy: 'Choose another file, such as a WAV, FLAC, Ogg or MP3.',
      details: { path, ...cause?.data.details },
    },
    cause && { cause },
  );
}

async function checkFile(what: string, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return;
  throw new StudioError({
    code: 'not-found',
    message: `${what} ${basename(path)} isn't there.`,
    remedy: 'Check the path, or choose another file.',
    details: { path },
  });
}

async function readBeginning(
  path: string,
  rate: number,
  longest: number,
  signal?: AbortSignal,
): Promise<{ samples: Int16Array; isWhole: boolean }> {
  const pieces: Int16Array[] = [];
  let length = 0;
  for await (const { channels, pcm } of decode(path, rate, signal)) {
    const piece = takeChannel(pcm, 0, channels);
    pieces.push(piece.subarray(0, longest - length));
    length += piece.length;
    if (length > longest) break;
  }
  return { samples: concat(pieces), isWhole: length <= longest };
}

export function concat(pieces: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
