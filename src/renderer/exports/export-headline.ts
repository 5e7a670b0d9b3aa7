import type { ExportProgress } from '../../contract/export-api.ts';
import { formatBytes, formatCount, formatCountOf } from '../format/numbers.ts';

/** How far an export is, or how it ended, in a line. */
export function exportHeadline({ state, files, done, total, bytes }: ExportProgress): string {
  switch (state) {
    case 'running':
      return 'Writing…';
    case 'done':
      return `${formatCountOf(done, 'conversation')} written, ${formatBytes(bytes)}`;
    case 'cancelled':
      return `Cancelled after ${formatCount(done)} of ${formatCount(total)}. What was finished is kept.`;
    case 'failed':
      return files.length > 0 ? 'Not all of it could be written' : 'It could not be finished';
  }
}
