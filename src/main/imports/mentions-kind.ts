import { open } from 'node:fs/promises';
import { DOCUMENT_KIND } from '../../contract/conversation-document.ts';

const WANTED = Buffer.from(DOCUMENT_KIND);
const PIECE = 256 * 1024;
/** More is never read as a document either. */
export const MOST_DOCUMENT_BYTES = 64 * 2 ** 20;

/**
 * Whether a file may be a document of ours, without understanding it: ours says so within its first bytes, what
 * was written anew by other programs anywhere. False where it can't be read.
 */
export async function mentionsKind(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return false;
  try {
    let tail = Buffer.alloc(0);
    for (let at = 0; at <= MOST_DOCUMENT_BYTES; at += PIECE) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE), 0, PIECE, at);
      if (bytesRead === 0) return false;
      const seen = Buffer.concat([tail, buffer.subarray(0, bytesRead)]);
      if (seen.includes(WANTED)) return true;
      tail = seen.subarray(-WANTED.length);
    }
    return false;
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
