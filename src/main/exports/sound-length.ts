import { open, type FileHandle } from 'node:fs/promises';
import { StudioError } from '../../contract/errors.ts';
import type { AudioEncoding } from '../../contract/export-api.ts';
import { readWavInfo } from '../recordings/wav.ts';

/** The last page of an Ogg file lies within so many bytes of its end (RFC 3533: a page has at most 65,307). */
const LAST_PAGE = 65_307 * 2;

/**
 * Samples of each channel, as whoever opens the file counts them: tables must not be off by a single one.
 * @throws StudioError `internal` for a file that is none of ours
 */
export async function soundLength(path: string, encoding: AudioEncoding): Promise<number> {
  if (encoding === 'wav') return (await readWavInfo(path)).samples;
  const file = await open(path, 'r');
  try {
    return encoding === 'flac' ? await flacLength(file) : await opusLength(file);
  } finally {
    await file.close();
  }
}

/** STREAMINFO is the first block: 36 bits of it count the samples (RFC 9639, 8.2). */
async function flacLength(file: FileHandle): Promise<number> {
  const head = await bytesAt(file, 0, 26);
  if (head.toString('latin1', 0, 4) !== 'fLaC') throw unreadable();
  return (head.readUInt8(21) % 16) * 2 ** 32 + head.readUInt32BE(22);
}

/** The last granule position less the samples to skip at the beginning, at 48 kHz (RFC 7845, 4 and 5.1). */
async function opusLength(file: FileHandle): Promise<number> {
  const head = await bytesAt(file, 0, 64);
  const opus = head.indexOf('OpusHead');
  const { size } = await file.stat();
  const tail = await bytesAt(file, Math.max(0, size - LAST_PAGE), LAST_PAGE);
  const page = tail.lastIndexOf('OggS');
  if (opus < 0 || page < 0) throw unreadable();
  return Number(tail.readBigInt64LE(page + 6)) - head.readUInt16LE(opus + 10);
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function unreadable(): StudioError {
  return new StudioError({ code: 'internal', message: 'A file that was just written is damaged.' });
}
