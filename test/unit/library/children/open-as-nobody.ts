/** Opens the library of argv[2] as an ordinary user and prints the refusal, or “opened”. */
import Database from 'better-sqlite3';
import { StudioError } from '../../../../src/contract/errors.ts';
import { openLibrary } from '../../../../src/main/library/index.ts';

const NOBODY = 65_534;

// The native part is loaded while this process may still read every directory above it.
new Database(':memory:').close();
if (process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}

const log = { info: () => undefined, warn: () => undefined };

function attempt(): unknown {
  try {
    openLibrary({ directory: process.argv[2] ?? '', log }).close();
    return 'opened';
  } catch (thrown) {
    return thrown instanceof StudioError ? thrown.data : String(thrown);
  }
}

console.log(JSON.stringify(attempt()));
