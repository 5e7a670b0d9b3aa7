import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

const FORM = /^([0-9a-f]{16}) ([0-9a-f]{16})$/;

/**
 * An id that stays with a data directory, so that a later start knows the rooms that an earlier one left on
 * a shared LiveKit, and nobody else's. A copy of the directory, elsewhere or on another computer, gets an id of
 * its own: else each would close the rooms of the other. Where nothing can be written, it holds for this start.
 *
 * @param computer this computer's name
 */
export function ownerId(directory: string, computer: string = hostname()): string {
  const path = join(directory, 'owner-id');
  const place = placeOf(directory, computer);
  const [, kept, itsPlace] = FORM.exec(read(path)) ?? [];
  if (kept !== undefined && itsPlace === place) return kept;
  const id = randomBytes(8).toString('hex');
  try {
    writeFileSync(path, `${id} ${place}\n`, { mode: 0o600 });
  } catch {
    // A read-only library starts no runs that could leave rooms.
  }
  return id;
}

function placeOf(directory: string, computer: string): string {
  const place = existsSync(directory) ? realpathSync(directory) : directory;
  return createHash('sha256').update(`${computer}\n${place}`).digest('hex').slice(0, 16);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
