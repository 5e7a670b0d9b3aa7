import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { DocumentRecording } from '../../contract/conversation-document.ts';
import { StudioError } from '../../contract/errors.ts';
import { writeHashed } from '../audio/hashed-file.ts';

/**
 * Copies a file that a document names, and makes sure that it is the very one.
 * @param source absolute
 * @param target absolute; on failure the caller removes what is there
 * @throws StudioError `not-found` when it can't be read, `invalid-input` when it holds something else
 */
export async function takeFile(
  source: string,
  target: string,
  { path, bytes, sha256 }: Pick<DocumentRecording, 'path' | 'bytes' | 'sha256'>,
  signal: AbortSignal,
): Promise<void> {
  // One handle for all of it, so that what is checked is what is copied. Where there is no O_NOFOLLOW it adds nothing.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
  const file = await open(source, flags).catch((thrown: unknown) => {
    throw unreadable(path, thrown);
  });
  try {
    const { size } = await file.stat();
    if (size !== bytes) throw changed(path, { bytes: size, expected: bytes });
    const facts = await writeHashed(target, piecesOf(file, path, signal));
    if (facts.sha256 !== sha256.toLowerCase()) throw changed(path, facts);
  } finally {
    await file.close();
  }
}

async function* piecesOf(
  file: FileHandle,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const pieces = file.createReadStream({ autoClose: false, highWaterMark: 1 << 20 });
  const reading = pieces[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await reading.next().catch((thrown: unknown) => {
        throw unreadable(path, thrown);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    pieces.destroy();
  }
}

function changed(path: string, details: object): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `Its recording “${path}” is not the file that was exported: it was changed or cut off.`,
    remedy: 'Put the original file there, or export the conversation again.',
    details: { ...details },
  });
}

function unreadable(path: string, cause: unknown): StudioError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return new StudioError(
    {
      code: 'not-found',
      message: `Its recording “${path}” can’t be read (${reason}).`,
      remedy: 'Check that the file may be read, then import again.',
    },
    { cause },
  );
}
