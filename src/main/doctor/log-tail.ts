import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** What is read from the end of the log, at most. */
const MOST_BYTES = 256 * 1024;
const MOST_LINES = 1000;

/** The newest whole lines of the log, oldest first; empty without a log file. */
export async function logTail(directory: string): Promise<string> {
  const file = await open(join(directory, 'logs', 'duologue.log')).catch(() => undefined);
  if (file === undefined) return '';
  try {
    return lastLines(await lastBytes(file));
  } finally {
    await file.close();
  }
}

async function lastBytes(file: FileHandle): Promise<{ text: string; isWhole: boolean }> {
  const { size } = await file.stat();
  const length = Math.min(size, MOST_BYTES);
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, size - length);
  return { text: buffer.toString('utf8', 0, bytesRead), isWhole: length === size };
}

function lastLines({ text, isWhole }: { text: string; isWhole: boolean }): string {
  const lines = text.split('\n');
  // The first one may be cut in the middle, and the text ends with a line break.
  const whole = (isWhole ? lines : lines.slice(1)).filter((line) => line !== '');
  return whole.slice(-MOST_LINES).join('\n');
}
