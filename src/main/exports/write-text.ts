import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { replaceFile, writeFailure } from './files.ts';

/** Characters that are gathered before they are written. */
const GATHERED = 256 * 1024;

/**
 * Writes a text of any length as it comes; the file appears when it is whole. It is packed when its name ends in
 * `.gz`: the same text gives the same bytes, because zlib writes neither time nor name into the head.
 */
export async function writeLongText(
  path: string,
  pieces: AsyncIterable<string>,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  await mkdir(dirname(path), { recursive: true }).catch((thrown: unknown) => {
    throw writeFailure(path, thrown);
  });
  await replaceFile(path, async (temporary) => {
    const file = createWriteStream(temporary);
    if (path.endsWith('.gz')) await pipeline(gathered(pieces), createGzip(), counted, file);
    else await pipeline(gathered(pieces), counted, file);
  });
  return { bytes, sha256: hash.digest('hex') };
}

async function* gathered(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length < GATHERED) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}
