import { initial } from './0001-initial.ts';
import { libraryPage } from './0002-library-page.ts';
import { documentVersions } from './0003-document-versions.ts';
import { trueData } from './0004-true-data.ts';
import { usage } from './0005-usage.ts';
import type { Migration } from './migration.ts';

/** All migrations in order. */
export const MIGRATIONS: readonly Migration[] = [
  initial,
  libraryPage,
  documentVersions,
  trueData,
  usage,
];
