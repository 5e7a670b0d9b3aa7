import type { Conversation } from '../../contract/conversation.ts';
import { StudioError, toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { ExportFormat } from '../../contract/export-api.ts';
import { exportFolder } from './export-folder.ts';
import { Manifest, type Shortfall } from './manifest.ts';

export interface ExportOrder {
  ids: readonly string[];
  formats: readonly ExportFormat[];
  /** Absolute; exists and can be written. */
  directory: string;
  appVersion: string;
  /** A conversation whose recordings have absolute paths. Throws `not-found`, or `conflict` while it runs. */
  get(id: string): Conversation;
}

/** One conversation more is done. */
export interface Advance {
  bytes: number;
  files: string[];
}

/** How it ended; what was written stays in every case. */
export interface ExportEnd {
  state: 'done' | 'failed' | 'cancelled';
  /** The manifest, when there is one. */
  files: string[];
  error: ErrorData | null;
}

/** Writes conversation after conversation. Never rejects. */
export async function runExport(
  order: ExportOrder,
  signal: AbortSignal,
  onAdvance: (advance: Advance) => void,
): Promise<ExportEnd> {
  let manifest: Manifest | undefined;
  try {
    manifest = await Manifest.open(order.directory, order);
    const { shortfalls, fault } = await exportAll(order, manifest, signal, onAdvance);
    const files = [await manifest.finish(shortfalls)];
    if (signal.aborted) return { state: 'cancelled', files, error: null };
    const error = fault ?? summary(shortfalls, order.ids.length);
    return { state: error ? 'failed' : 'done', files, error };
  } catch (thrown) {
    await manifest?.discard();
    return {
      state: signal.aborted ? 'cancelled' : 'failed',
      files: [],
      error: toErrorData(thrown),
    };
  }
}

/** Goes on after what concerns one conversation only; ends with what concerns all, such as a full disk. */
async function exportAll(
  order: ExportOrder,
  manifest: Manifest,
  signal: AbortSignal,
  onAdvance: (advance: Advance) => void,
): Promise<{ shortfalls: Shortfall[]; fault?: ErrorData }> {
  const shortfalls: Shortfall[] = [];
  const isStopped = (): boolean => signal.aborted;
  for (const id of order.ids) {
    if (isStopped()) break;
    try {
      const { advance, missing } = await exportOne(order, id, manifest, signal);
      if (missing) shortfalls.push({ id, error: missing });
      onAdvance(advance);
    } catch (thrown) {
      if (isStopped()) break;
      const error = toErrorData(thrown);
      shortfalls.push({ id, error });
      if (!concernsOne(thrown)) return { shortfalls, fault: error };
      onAdvance({ bytes: 0, files: [] });
    }
  }
  return { shortfalls };
}

async function exportOne(
  { get, directory, formats }: ExportOrder,
  id: string,
  manifest: Manifest,
  signal: AbortSignal,
): Promise<{ advance: Advance; missing?: ErrorData }> {
  const conversation = get(id);
  const { folder, files, missing } = await exportFolder(directory, conversation, formats, signal);
  if (folder !== undefined) await manifest.add(conversation, folder, files);
  const advance = {
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files: files.map(({ name }) => `${folder}/${name}`),
  };
  return { advance, ...(missing ? { missing } : {}) };
}

function concernsOne(thrown: unknown): boolean {
  return (
    thrown instanceof StudioError && ['not-found', 'conflict'].includes(toErrorData(thrown).code)
  );
}

function summary(shortfalls: readonly Shortfall[], total: number): ErrorData | null {
  const [first] = shortfalls;
  if (!first) return null;
  if (total === 1) return first.error;
  const { error } = first;
  return {
    code: error.code,
    message: `${shortfalls.length} of ${total} conversations could not be written in full. ${error.message}`,
    remedy: 'The others are complete; manifest.json names those that are not.',
    details: { ids: shortfalls.slice(0, 100).map(({ id }) => id) },
  };
}
