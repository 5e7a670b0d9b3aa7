/** Migrates the database argv[2] and kills itself, as by kill −9, after statement number argv[3]. */
import Database from 'better-sqlite3';
import { migrate } from '../../../../src/main/library/migrate.ts';
import { MIGRATIONS } from '../../../../src/main/library/migrations/index.ts';
import { configure } from '../../../../src/main/library/open-database.ts';
import { nextMigration } from './next-migration.ts';

const [, , path = '', last = '0'] = process.argv;
let left = Number(last);

function onStatement(): void {
  left -= 1;
  if (left < 0) process.kill(process.pid, 'SIGKILL');
}

const db = new Database(path);
configure(db);
onStatement();
migrate(db, {
  migrations: [...MIGRATIONS, nextMigration],
  backUp: () => undefined,
  onStatement,
});
db.close();
