import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** What a file holds, all of it. */
export interface FileFacts {
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/** Writes a file and hashes what it writes. */
export async function writeHashed(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<FileFacts> {
  const file = await open(path, 'w');
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of pieces) {
      await writeAll(file, piece, hash);
      bytes += piece.length;
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** Hashes while the disk writes. */
async function writeAll(file: FileHandle, piece: Uint8Array, hash: Hash): Promise<void> {
  const writing = file.writeFile(piece);
  hash.update(piece);
  await writing;
}

/** Reads a file once and hashes it. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<FileFacts> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 18, signal })) {
    hash.update(piece as Uint8Array);
    bytes += (piece as Uint8Array).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
