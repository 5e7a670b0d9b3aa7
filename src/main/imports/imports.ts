import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { StudioError, toErrorData, type ErrorCode } from '../../contract/errors.ts';
import type { ImportProgress } from '../../contract/import-api.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import { closing } from '../closing.ts';
import type { Log } from '../log.ts';
import type { FoundDocument } from './found-document.ts';
import { importSource, type ImportRequest, type ImportSource } from './import-source.ts';
import { ImportTally } from './import-tally.ts';
import { noneFound } from './in-folder.ts';
import { STAGING_PREFIX, takeIn, type ImportLibrary } from './take-in.ts';
import type { Uploads } from './uploads.ts';

/** More ids than these are told as “any of them”. */
const MOST_TOLD = 200;
/** So many imports that have ended can still be asked to cancel, which is no error. */
const MOST_ENDED = 20;

export interface ImportsOptions {
  library: ImportLibrary;
  uploads: Uploads;
  push: (event: StudioEvent) => void;
  /** Default: this moment. */
  now?: () => Date;
  log: Log;
}

interface Import {
  tally: ImportTally;
  known: ImportRequest['known'];
  abort: AbortController;
  ended: Promise<void>;
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
  async start({ source: wanted, known }: ImportRequest): Promise<ImportProgress> {
    const { library, uploads } = this.#options;
    this.#refuseWhenClosing();
    // A library that is only read says so before anything is looked at.
    library.transaction(() => undefined);
    const source = await importSource(wanted, uploads);
    this.#refuseWhenClosing();
    const id = randomUUID();
    const tally = new ImportTally(id);
    const ended = Promise.resolve();
    const entry: Import = { tally, known, abort: new AbortController(), ended };
    this.#imports.set(id, entry);
    const { progress } = tally;
    this.#tell(entry);
    entry.ended = this.#run(entry, source);
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

  async #run(entry: Import, source: ImportSource): Promise<void> {
    const { abort, tally } = entry;
    try {
      await this.#takeAll(entry, source);
      tally.end();
    } catch (thrown) {
      if (abort.signal.aborted) tally.end('cancelled');
      else tally.end('failed', toErrorData(thrown));
    } finally {
      await source.tidy();
      this.#end(entry);
    }
  }

  async #takeAll(entry: Import, { documents, where }: ImportSource): Promise<void> {
    const { signal } = entry.abort;
    const found: FoundDocument[] = [];
    for await (const document of await documents()) {
      signal.throwIfAborted();
      found.push(document);
      entry.tally.found();
      this.#tellNowAndThen(entry);
    }
    if (found.length === 0) throw noneFound(where);
    for (const document of found) {
      signal.throwIfAborted();
      await this.#takeOne(entry, document);
      this.#tellNowAndThen(entry);
      // Others want their turn too.
      await setImmediate();
    }
  }

  /** Goes on after what concerns one document only; throws what concerns all, such as a full disk. */
  async #takeOne({ tally, known, abort }: Import, found: FoundDocument): Promise<void> {
    const { library } = this.#options;
    const { signal } = abort;
    try {
      tally.took(found.name, await takeIn(found, { library, known, signal }));
    } catch (thrown) {
      signal.throwIfAborted();
      if (concernsAll(thrown)) throw thrown;
      tally.failed(found.name, toErrorData(thrown));
    }
  }

  #end(entry: Import): void {
    const { state, imported, skipped, failures, error } = entry.tally.progress;
    const counts = { imported: imported.length, skipped: skipped.length };
    const facts = { state, ...counts, failures: failures.length, code: error?.code };
    this.#options.log.info(facts, 'import ended');
    this.#tell(entry);
    const ended = [...this.#imports].filter(([, { tally }]) => !tally.isRunning);
    for (const [id] of ended.slice(0, -MOST_ENDED)) this.#imports.delete(id);
  }

  #tellNowAndThen(entry: Import): void {
    if (entry.tally.isDue(this.#now().getTime())) this.#tell(entry);
  }

  #tell({ tally }: Import): void {
    const { push } = this.#options;
    const ids = tally.takeUntold();
    if (ids.length > 0) {
      push({ kind: 'changed', what: 'conversations', ids: ids.length > MOST_TOLD ? [] : ids });
    }
    push({ kind: 'import', progress: tally.progress });
  }
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
