import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FORM = /^[0-9a-f]{16}$/;

/**
 * An id that stays with a data directory, so that a later start knows the rooms that an earlier one left on
 * a shared LiveKit, and nobody else's. Where nothing can be written, it holds for this start.
 */
export function ownerId(directory: string): string {
  const path = join(directory, 'owner-id');
  const kept = read(path);
  if (kept !== undefined) return kept;
  const id = randomBytes(8).toString('hex');
  try {
    writeFileSync(path, `${id}\n`, { mode: 0o600 });
  } catch {
    // A read-only library starts no runs that could leave rooms.
  }
  return id;
}

function read(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return FORM.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
