import { closeSync, mkdirSync, openSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fromFileSystem } from './failures.ts';

/** Where the parts of a library stand below its data directory. All paths are absolute. */
export interface LibraryPaths {
  directory: string;
  database: string;
  /** Only locked, never written. */
  lock: string;
  /** Who holds the lock, as JSON. */
  holder: string;
  recordings: string;
  backups: string;
}

export function libraryPaths(directory: string): LibraryPaths {
  return {
    directory,
    database: join(directory, 'library.sqlite'),
    lock: join(directory, 'library.lock'),
    holder: join(directory, 'library.holder.json'),
    recordings: join(directory, 'recordings'),
    backups: join(directory, 'backups'),
  };
}

/** Only a written file proves that a directory is writable, on every platform. */
function probe(directory: string): void {
  const path = join(directory, `.write-test-${process.pid}`);
  closeSync(openSync(path, 'w', 0o600));
  unlinkSync(path);
}

/** Creates what is missing of the data directory, for its owner only; `library-unwritable` if it can't be written. */
export function prepareDirectory(paths: LibraryPaths): void {
  const { directory, recordings, backups } = paths;
  try {
    for (const path of [directory, recordings, backups]) {
      mkdirSync(path, { recursive: true, mode: 0o700 });
    }
    probe(directory);
    probe(recordings);
  } catch (thrown) {
    throw fromFileSystem(thrown, directory);
  }
}
