import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../contract/errors.ts';
import type { ExportOptions } from '../../contract/export-api.ts';
import { resolveAugment, type ResolvedAugment } from '../audio/augment/resolve.ts';
import { babbleFor } from './babble.ts';
import {
  writeConversationFiles,
  writeText,
  type ConversationFiles,
  type WrittenFile,
} from './conversation-files.ts';
import type { DatasetPiece } from './datasets/dataset.ts';
import { DATASET_WRITERS } from './datasets/index.ts';
import { writeFailure } from './files.ts';
import { STAGING } from './journal.ts';
import type { Entry, ExportOrder } from './order.ts';
import { emptyPiece, pathIn, pieceOf, type Piece } from './piece.ts';
import type { ExportShelf } from './shelf.ts';
import { noRecording, nothingSaid } from './shortfall.ts';

export interface PieceOrder {
  /** Absolute. */
  directory: string;
  order: ExportOrder;
  entry: Entry;
  shelf: ExportShelf;
}

/**
 * Writes the files of one conversation to where they belong; they get there when all of them are whole.
 *
 * @throws StudioError `not-found` without the conversation, and as `writeConversationFiles`
 */
export async function writePiece(
  { directory, order, entry, shelf }: PieceOrder,
  signal: AbortSignal,
): Promise<Piece> {
  const whole = shelf.get(entry.id);
  const { options, clip } = order;
  const staging = join(directory, STAGING);
  await makeStaging(directory);
  try {
    const augment = augmentOf(order, entry, shelf);
    const made = await writeConversationFiles(
      { ...options, conversation: whole, clip, augment, directory: staging, name: entry.name },
      signal,
    );
    const { rows, files: more } = datasetPiece(made, entry, options);
    const files = [...made.files];
    for (const file of more) {
      if (!files.some(({ name }) => name === file.name)) files.push(await writeText(staging, file));
    }
    if (isUseless(made, rows, options)) return nothingWritten(made, entry, options);
    signal.throwIfAborted();
    await putInPlace(staging, join(directory, entry.folder), files);
    return pieceOf({ made, entry, files, rows, augment });
  } catch (thrown) {
    signal.throwIfAborted();
    throw placed(thrown, join(directory, entry.folder));
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Named by where the files belong: the temporary folder means nothing to a person. */
function placed(thrown: unknown, folder: string): unknown {
  const isOfPlace = thrown instanceof StudioError && thrown.data.details?.['errno'] !== undefined;
  return isOfPlace ? writeFailure(folder, thrown.cause ?? thrown) : thrown;
}

function augmentOf(
  { options: { augment }, babble }: ExportOrder,
  { id }: Entry,
  shelf: ExportShelf,
): ResolvedAugment | null {
  return augment && resolveAugment(augment, id, babbleFor(shelf, babble, id));
}

function datasetPiece(
  { conversation, audio }: ConversationFiles,
  { name, folder }: Entry,
  { dataset: { kind }, estimatedWords }: ExportOptions,
): DatasetPiece {
  if (kind === 'plain' || audio === null) return { rows: {}, files: [] };
  const context = { recordingId: name, estimatedWords, audio };
  const { rows, files } = DATASET_WRITERS[kind](conversation, context);
  const tables = Object.entries(rows).map(
    ([table, lines]) => [pathIn(folder, table), lines] as const,
  );
  return { rows: Object.fromEntries(tables), files };
}

/** A file that no table names is no part of a dataset. */
function isUseless(
  { files, audio }: ConversationFiles,
  rows: Piece['rows'],
  { dataset }: ExportOptions,
): boolean {
  if (dataset.kind === 'plain') return files.length === 0;
  return audio === null || Object.keys(rows).length === 0;
}

function nothingWritten(
  { conversation, audio, shortfalls }: ConversationFiles,
  { id, part }: Entry,
  { dataset }: ExportOptions,
): Piece {
  const unsaid = dataset.kind !== 'plain' && audio !== null;
  const error = unsaid ? nothingSaid(conversation) : noRecording(conversation);
  const known = shortfalls.map((shortfall) => ({ id, ...shortfall }));
  return emptyPiece({ id, part }, known.length > 0 ? known : [{ id, kind: 'gap', error }]);
}

/** Empty, whatever a process that died left in it. */
async function makeStaging(directory: string): Promise<void> {
  const staging = join(directory, STAGING);
  try {
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging);
  } catch (thrown) {
    throw writeFailure(directory, thrown);
  }
}

/** Within one file system, so each move is one step. What is there already is of this export's earlier try. */
async function putInPlace(
  staging: string,
  folder: string,
  files: readonly WrittenFile[],
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const { name } of files) await rename(join(staging, name), join(folder, name));
  } catch (thrown) {
    throw writeFailure(folder, thrown);
  }
}
