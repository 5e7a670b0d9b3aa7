import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { StudioError, toErrorData, type ErrorCode } from '../../contract/errors.ts';
import type { ImportNote, ImportProgress, startImportSchema } from '../../contract/import-api.ts';
import { assertNever } from '../../contract/kind.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import type { Log } from '../log.ts';
import type { FoundDocument } from './found-document.ts';
import { documentsAt, namedPlace, noneFound } from './in-folder.ts';
import { documentsAmong } from './in-uploads.ts';
import { STAGING_PREFIX, takeIn, type ImportLibrary, type TakenIn } from './take-in.ts';
import type { KeptUpload, Uploads } from './uploads.ts';

/** Progress is told at most so often, besides the beginning and the end. */
const TELL_MS = 100;
/** With so many ids in it, at most so often. */
const LONG = 1000;
const TELL_LONG_MS = 1000;
const MOST_NOTES = 100;
/** More ids than these are told as “any of them”. */
const MOST_TOLD = 200;
/** So many imports that have ended can still be asked to cancel, which is no error. */
const MOST_ENDED = 20;

/** A request as the contract's schema gives it. */
export type ImportRequest = z.output<typeof startImportSchema>;

export interface ImportsOptions {
  library: ImportLibrary;
  uploads: Uploads;
  push: (event: StudioEvent) => void;
  /** Default: this moment. */
  now?: () => Date;
  log: Log;
}

interface Import {
  progress: ImportProgress;
  known: ImportRequest['known'];
  toldAt: number;
  /** Ids that came in since the list was told to have changed. */
  untold: string[];
  abort: AbortController;
  ended: Promise<void>;
}

interface Work {
  documents: () => AsyncIterable<FoundDocument> | Promise<Iterable<FoundDocument>>;
  /** For a person, when there is none. */
  where: string;
  tidy: () => Promise<void>;
}

/** The imports of this session: begun, watched, cancelled. */
export class Imports {
  readonly #options: ImportsOptions;
  readonly #now: () => Date;
  readonly #imports = new Map<string, Import>();
  #closing = false;

  constructor(options: ImportsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Removes what an earlier Duologue left behind in the middle of an import. Never rejects. */
  async clear(): Promise<void> {
    const { library, uploads } = this.#options;
    await uploads.clear();
    const folder = join(library.directory, 'recordings');
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((one) => one.startsWith(STAGING_PREFIX))) {
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }

  /** Rejects with `not-found` when there is nothing at the path, and as the library refuses changes. */
  async start({ source, known }: ImportRequest): Promise<ImportProgress> {
    this.#refuseWhenClosing();
    // A library that is only read says so before anything is looked at.
    this.#options.library.transaction(() => undefined);
    const work = await this.#workFor(source);
    this.#refuseWhenClosing();
    const entry: Import = {
      progress: {
        ...{ id: randomUUID(), state: 'running', done: 0, total: 0 },
        ...{ imported: [], skipped: [], failures: [], incomplete: [], error: null },
      },
      ...{ known, toldAt: -Infinity, untold: [], abort: new AbortController() },
      ended: Promise.resolve(),
    };
    const { progress } = entry;
    this.#imports.set(progress.id, entry);
    this.#tell(entry);
    entry.ended = this.#run(entry, work);
    return progress;
  }

  /** Resolves when it has ended; what was taken in stays. One that has ended is no error. */
  async cancel(id: string): Promise<void> {
    const entry = this.#imports.get(id);
    if (!entry) throw unknown(id);
    entry.abort.abort();
    await entry.ended;
  }

  /** Cancels all; resolves when nothing is written any more. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { abort } of this.#imports.values()) abort.abort();
    await Promise.all([...this.#imports.values()].map(({ ended }) => ended));
    await this.#options.uploads.close();
  }

  #refuseWhenClosing(): void {
    if (this.#closing) throw closing();
  }

  async #workFor(source: ImportRequest['source']): Promise<Work> {
    switch (source.kind) {
      case 'path': {
        const place = await namedPlace(source.path);
        return {
          documents: () => documentsAt(place),
          where: place.path,
          tidy: async () => undefined,
        };
      }
      case 'uploads': {
        const files = this.#options.uploads.claim(source.ids);
        return {
          documents: () => documentsAmong(files),
          where: 'what was sent',
          tidy: () => removeAll(files),
        };
      }
      default:
        return assertNever(source);
    }
  }

  async #run(entry: Import, work: Work): Promise<void> {
    const { signal } = entry.abort;
    try {
      const found: FoundDocument[] = [];
      for await (const document of await work.documents()) {
        signal.throwIfAborted();
        found.push(document);
        this.#advance(entry, { total: found.length });
      }
      if (found.length === 0) throw noneFound(work.where);
      for (const document of found) {
        signal.throwIfAborted();
        await this.#takeOne(entry, document);
        // Others want their turn too.
        await setImmediate();
      }
      this.#end(entry, {});
    } catch (thrown) {
      if (signal.aborted) this.#end(entry, { state: 'cancelled' });
      else this.#end(entry, { state: 'failed', error: toErrorData(thrown) });
    } finally {
      await work.tidy();
    }
  }

  /** Goes on after what concerns one document only; throws what concerns all, such as a full disk. */
  async #takeOne(entry: Import, found: FoundDocument): Promise<void> {
    const { library } = this.#options;
    const { known, abort } = entry;
    try {
      const taken = await takeIn(found, { library, known, signal: abort.signal });
      this.#note(entry, found, taken);
    } catch (thrown) {
      abort.signal.throwIfAborted();
      if (concernsAll(thrown)) throw thrown;
      const { failures, done } = entry.progress;
      const failure = { name: found.name, error: toErrorData(thrown) };
      this.#advance(entry, { done: done + 1, failures: noted(failures, failure) });
    }
  }

  #note(entry: Import, { name }: FoundDocument, taken: TakenIn): void {
    const { imported, skipped, incomplete, done } = entry.progress;
    if (taken.kind === 'skipped') {
      return this.#advance(entry, { done: done + 1, skipped: [...skipped, taken.id] });
    }
    entry.untold.push(taken.id);
    const gaps = taken.gaps.reduce((notes, error) => noted(notes, { name, error }), incomplete);
    this.#advance(entry, { done: done + 1, imported: [...imported, taken.id], incomplete: gaps });
  }

  #advance(entry: Import, change: Partial<ImportProgress>): void {
    entry.progress = { ...entry.progress, ...change };
    const now = this.#now().getTime();
    const { imported, skipped } = entry.progress;
    const pause = imported.length + skipped.length > LONG ? TELL_LONG_MS : TELL_MS;
    if (now - entry.toldAt < pause) return;
    entry.toldAt = now;
    this.#tell(entry);
  }

  #end(entry: Import, end: Pick<Partial<ImportProgress>, 'state' | 'error'>): void {
    const { imported, skipped, failures } = entry.progress;
    const nothing = imported.length + skipped.length === 0 && failures.length > 0;
    entry.progress = { ...entry.progress, state: nothing ? 'failed' : 'done', ...end };
    const { state, error } = entry.progress;
    this.#options.log.info(
      {
        ...{ state, imported: imported.length, skipped: skipped.length },
        ...{ failures: failures.length, code: error?.code },
      },
      'import ended',
    );
    this.#tell(entry);
    const ended = [...this.#imports.values()].filter(
      ({ progress }) => progress.state !== 'running',
    );
    for (const { progress } of ended.slice(0, -MOST_ENDED)) this.#imports.delete(progress.id);
  }

  #tell(entry: Import): void {
    const { push } = this.#options;
    const ids = entry.untold.splice(0);
    if (ids.length > 0) {
      push({ kind: 'changed', what: 'conversations', ids: ids.length > MOST_TOLD ? [] : ids });
    }
    push({ kind: 'import', progress: entry.progress });
  }
}

async function removeAll(files: readonly KeptUpload[]): Promise<void> {
  for (const { path } of files) await rm(path, { force: true }).catch(() => undefined);
}

function noted(notes: readonly ImportNote[], note: ImportNote): ImportNote[] {
  return notes.length < MOST_NOTES ? [...notes, note] : [...notes];
}

const ABOUT_ALL: ReadonlySet<ErrorCode> = new Set([
  'disk-full',
  'library-unwritable',
  'library-corrupt',
  'library-newer',
  'library-locked',
]);

function concernsAll(thrown: unknown): boolean {
  if (!(thrown instanceof StudioError)) return false;
  const { code, details } = thrown.data;
  // What the file system said of the data directory is no fault of a document.
  return ABOUT_ALL.has(code) || typeof details?.['errno'] === 'string';
}

function unknown(id: string): StudioError {
  return new StudioError({
    code: 'not-found',
    message: `There is no import ${id}.`,
    remedy: 'What it took in is in the library; start another if you need it.',
  });
}

function closing(): StudioError {
  return new StudioError({
    code: 'conflict',
    message: 'Duologue is closing.',
    remedy: 'Start it again.',
  });
}
