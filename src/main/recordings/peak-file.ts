import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Recording } from '../../contract/conversation.ts';
import type { PeakData } from './peaks.ts';

const NAME = 'peaks-1.bin';

/** First line of the file, as JSON. After it: the bytes of side a, then those of side b. */
const headSchema = z.strictObject({
  /** Of the recording that was measured. */
  sha256: z.string(),
  durationMs: z.number(),
  length: z.number().int().min(0),
});

/** Where the peaks of a recording are kept: beside it. */
export function peakPath(recordingPath: string): string {
  return join(dirname(recordingPath), NAME);
}

/** The peaks that are kept for this recording; undefined when there are none, or none that fit it. */
export async function readPeaks(
  path: string,
  { sha256 }: Pick<Recording, 'sha256'>,
): Promise<PeakData | undefined> {
  try {
    const bytes = await readFile(path);
    const body = bytes.indexOf('\n') + 1;
    const head = headSchema.parse(JSON.parse(bytes.toString('utf8', 0, body)));
    const { length, durationMs } = head;
    if (head.sha256 !== sha256 || bytes.length !== body + 2 * length) return undefined;
    const peaks = {
      a: bytes.subarray(body, body + length),
      b: bytes.subarray(body + length),
    };
    return { peaks, durationMs };
  } catch {
    // What can't be read is measured again.
    return undefined;
  }
}

/** Appears whole or not at all. */
export async function writePeaks(
  path: string,
  { sha256 }: Pick<Recording, 'sha256'>,
  { peaks, durationMs }: PeakData,
): Promise<void> {
  const head = JSON.stringify({ sha256, durationMs, length: peaks.a.length });
  const temporary = `${path}.part`;
  try {
    await writeFile(temporary, Buffer.concat([Buffer.from(`${head}\n`), peaks.a, peaks.b]), {
      mode: 0o600,
    });
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}
