import type { ExportProgress } from '../../contract/export-api.ts';

/** The list with one export's newest progress in it. */
export function withProgress(known: ExportProgress[], next: ExportProgress): ExportProgress[] {
  const at = known.findIndex(({ id }) => id === next.id);
  return at < 0 ? [next, ...known] : known.with(at, next);
}
