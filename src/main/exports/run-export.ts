import { StudioError, toErrorData, type ErrorData } from '../../contract/errors.ts';
import { assemble, type Assembled } from './assemble.ts';
import type { Journal } from './journal.ts';
import type { Entry } from './order.ts';
import { emptyPiece, type Piece } from './piece.ts';
import type { ExportShelf } from './shelf.ts';
import { summary } from './shortfall.ts';
import { writePiece } from './write-piece.ts';

/** One conversation more is done. */
export interface Advance {
  bytes: number;
  /** Relative to the export. */
  files: string[];
}

/** How it ended; what was written stays in every case. */
export interface ExportEnd {
  state: 'done' | 'failed' | 'cancelled';
  /** Tables, card and manifest, when there are any. */
  files: string[];
  error: ErrorData | null;
}

/**
 * Writes conversation after conversation, then what is made of all of them; leaves out what the journal says is
 * done. When it has ended in order nothing of the journal is left; otherwise it can be gone on with. Never
 * rejects.
 */
export async function runExport(
  journal: Journal,
  shelf: ExportShelf,
  signal: AbortSignal,
  onAdvance: (advance: Advance) => void,
): Promise<ExportEnd> {
  try {
    const done = new Set<string>();
    for await (const piece of journal.pieces()) done.add(piece.id);
    for (const entry of journal.order.entries) {
      if (done.has(entry.id)) continue;
      signal.throwIfAborted();
      const piece = await pieceFor(journal, shelf, entry, signal);
      await journal.add(piece);
      onAdvance(advanceOf(piece));
    }
    const assembled = await assemble(journal, signal);
    await journal.remove();
    return endOf(journal, assembled);
  } catch (thrown) {
    await journal.close();
    if (signal.aborted) return { state: 'cancelled', files: [], error: null };
    return { state: 'failed', files: [], error: toErrorData(thrown) };
  }
}

export function advanceOf({ files }: Piece): Advance {
  return {
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files: files.map(({ path }) => path),
  };
}

/** Goes on after what concerns one conversation only; ends with what concerns all, such as a full disk. */
async function pieceFor(
  { directory, order }: Journal,
  shelf: ExportShelf,
  entry: Entry,
  signal: AbortSignal,
): Promise<Piece> {
  try {
    return await writePiece({ directory, order, entry, shelf }, signal);
  } catch (thrown) {
    signal.throwIfAborted();
    if (concernsPlace(thrown)) throw thrown;
    return emptyPiece(entry, [{ id: entry.id, kind: 'fault', error: toErrorData(thrown) }]);
  }
}

/** What the file system said of the folder, which is no fault of a conversation. */
function concernsPlace(thrown: unknown): boolean {
  if (!(thrown instanceof StudioError)) return false;
  const { code, details } = thrown.data;
  return (
    code === 'disk-full' || (typeof details?.['errno'] === 'string' && details['errno'] !== '')
  );
}

function endOf({ order }: Journal, { files, shortfalls, written }: Assembled): ExportEnd {
  const paths = files.map(({ path }) => path);
  const total = order.entries.length + order.leftOut.length;
  const hasFault = shortfalls.some(({ kind }) => kind === 'fault');
  const state = hasFault || written === 0 ? 'failed' : 'done';
  return { state, files: paths, error: summary(shortfalls, total) };
}
