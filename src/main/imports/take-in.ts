import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import type { ConversationDocument } from '../../contract/conversation-document.ts';
import type { Recording } from '../../contract/conversation.ts';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import type { Library } from '../library/index.ts';
import { peakPath, writePeaks } from '../recordings/peak-file.ts';
import { computePeaks } from '../recordings/peaks.ts';
import { writeFailure } from '../exports/files.ts';
import { isPlainId } from './check-document.ts';
import type { FoundDocument } from './found-document.ts';
import { readDocument } from './read-document.ts';
import { takeSound } from './take-sound.ts';

export type ImportLibrary = Pick<
  Library,
  'directory' | 'conversations' | 'events' | 'transaction' | 'readOnly'
>;

export interface TakeInOptions {
  library: ImportLibrary;
  /** One that is in the library already: left as it is, or taken in under a new id. */
  known: 'skip' | 'copy';
  signal: AbortSignal;
}

export type TakenIn =
  | { kind: 'skipped'; id: string }
  /** `gaps`: why it came in without its sound. */
  | { kind: 'imported'; id: string; gaps: ErrorData[] };

/** Folders of recordings that are not in the library yet. */
export const STAGING_PREFIX = '.import-';

/**
 * Takes one document into the library, with its sound: all of it or nothing.
 * @throws StudioError that says what is wrong with it; the signal's reason when that aborts
 */
export async function takeIn(found: FoundDocument, options: TakeInOptions): Promise<TakenIn> {
  const { library, known, signal } = options;
  const document = await readDocument(found.path);
  const isKnown = library.conversations.has(document.id);
  if (isKnown && known === 'skip') return { kind: 'skipped', id: document.id };
  if (known === 'skip' && !isPlainId(document.id)) throw strangeId();
  const id = isKnown || !isPlainId(document.id) ? uuid() : document.id;
  const staging = join(library.directory, 'recordings', `${STAGING_PREFIX}${randomUUID()}`);
  try {
    await mkdir(staging, { recursive: true, mode: 0o700 });
    const { locate } = found;
    const order = { recordings: document.recordings, locate, folder: staging, signal };
    const { recordings, gaps } = await takeSound(order);
    await makePeaks(staging, recordings, signal);
    signal.throwIfAborted();
    if (recordings.length === 0 && gaps.length === 0) gaps.push(SILENT);
    const sound = { recordings, staging };
    return store(library, { ...document, id }, sound)
      ? { kind: 'imported', id, gaps }
      : { kind: 'skipped', id };
  } catch (thrown) {
    signal.throwIfAborted();
    throw isFromDisk(thrown) ? writeFailure(staging, thrown) : thrown;
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function makePeaks(
  folder: string,
  recordings: readonly Recording[],
  signal: AbortSignal,
): Promise<void> {
  const recording = recordings.find(({ kind }) => kind === 'local');
  if (!recording) return;
  const path = join(folder, recording.path);
  await writePeaks(peakPath(path), recording, await computePeaks(path, signal));
}

interface StagedSound {
  /** Paths are names in the folder. */
  recordings: Recording[];
  /** Absolute. */
  staging: string;
}

/**
 * In one go, so that nobody else can take in the same conversation in between.
 * @returns false: somebody was faster
 */
function store(
  library: ImportLibrary,
  { kind: _kind, version: _version, events, ...conversation }: ConversationDocument,
  { recordings, staging }: StagedSound,
): boolean {
  const { id } = conversation;
  if (library.conversations.has(id)) return false;
  const folder = join(library.directory, 'recordings', id);
  const kept = recordings.map((recording) => ({
    ...recording,
    path: `recordings/${id}/${recording.path}`,
  }));
  if (kept.length > 0) {
    // Sound that the library knows nothing of: an earlier import died right here.
    rmSync(folder, { recursive: true, force: true });
    renameSync(staging, folder);
  }
  try {
    library.transaction(() => {
      library.conversations.insert({ ...conversation, recordings: kept, trashedAt: null });
      for (const event of events) library.events.append(id, event);
    });
    return true;
  } catch (thrown) {
    if (kept.length > 0) rmSync(folder, { recursive: true, force: true });
    throw thrown;
  }
}

function isFromDisk(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown;
}

const SILENT: ErrorData = {
  code: 'not-found',
  message: 'It came in without sound: its document names no recording.',
  remedy: 'Export it again with audio to import it with its sound.',
};

function strangeId(): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: 'Its id is not one that Duologue gives.',
    remedy: 'Import it as a copy, which gets an id of its own.',
  });
}
