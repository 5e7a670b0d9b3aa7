import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Library } from '../library/index.ts';
import type { Finding } from './check.ts';

/** Schema, integrity and whether it can be written. A look of its own at the file, which only reads. */
export async function libraryFinding(
  library: Pick<Library, 'directory' | 'readOnly' | 'notices' | 'conversations'>,
): Promise<Finding> {
  const damage = inspect(join(library.directory, 'library.sqlite'));
  if (damage.problems.length > 0) {
    return {
      verdict: 'fault',
      note: `The library is damaged: ${damage.problems.slice(0, 3).join('; ')}.`,
      remedy: 'Close Duologue and put a backup of the folder `backups` in its place.',
    };
  }
  const { total } = library.conversations.list({ limit: 1, offset: 0 });
  const note = `schema ${damage.schema}, intact, ${total} conversation${total === 1 ? '' : 's'}`;
  const [notice] = library.notices;
  if (!notice) return { note };
  const { message, remedy = 'Start Duologue again.' } = notice;
  return { verdict: library.readOnly ? 'fault' : 'attention', note: message, remedy };
}

function inspect(path: string): { schema: number; problems: string[] } {
  const db = new Database(path, { readonly: true });
  try {
    const rows = db.pragma('quick_check') as { quick_check: string }[];
    const schema = Number(db.pragma('user_version', { simple: true }));
    const answers = rows.map((row) => row.quick_check);
    return { schema, problems: answers.filter((answer) => answer !== 'ok') };
  } finally {
    db.close();
  }
}
