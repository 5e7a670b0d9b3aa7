import { randomUUID } from 'node:crypto';
import type { ExportProgress } from '../../contract/export-api.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import type { Journal } from './journal.ts';
import { advanceOf, runExport, type Advance, type ExportEnd } from './run-export.ts';
import type { ExportShelf } from './shelf.ts';
import { watchStaging } from './staging-size.ts';

/** Progress is told at most so often, besides the beginning and the end. */
const TELL_MS = 100;
/** So many files are named in the end; the manifest names all. */
const MOST_FILES = 200;

export interface RunningExportOptions {
  push: (event: StudioEvent) => void;
  now: () => Date;
}

/** One export as it is told: how far it is, and how it ended. */
export class RunningExport {
  readonly #options: RunningExportOptions;
  readonly #abort = new AbortController();
  #progress: ExportProgress;
  /** Of the conversations that are done. */
  #bytes = 0;
  #files: string[] = [];
  #toldAt = -Infinity;

  /** With what an earlier try has done already. */
  static async of(journal: Journal, options: RunningExportOptions): Promise<RunningExport> {
    const running = new RunningExport(journal, options);
    for await (const piece of journal.pieces()) running.#advance(advanceOf(piece));
    return running;
  }

  private constructor({ order, directory }: Journal, options: RunningExportOptions) {
    this.#options = options;
    const { entries, leftOut } = order;
    this.#progress = {
      ...{ id: randomUUID(), state: 'running', done: leftOut.length },
      total: entries.length + leftOut.length,
      ...{ bytes: 0, directory, files: [], error: null },
    };
  }

  get progress(): ExportProgress {
    return this.#progress;
  }

  abort(): void {
    this.#abort.abort();
  }

  /** Resolves when it has ended, however that was. */
  async run(journal: Journal, shelf: ExportShelf): Promise<void> {
    this.#tell();
    const unwatch = watchStaging(journal.directory, (bytes) => {
      if (this.#progress.state !== 'running') return;
      this.#progress = { ...this.#progress, bytes: this.#bytes + bytes };
      this.#tellNowAndThen();
    });
    const end = await runExport(journal, shelf, this.#abort.signal, (advance) => {
      this.#advance(advance);
      this.#tellNowAndThen();
    });
    unwatch();
    this.#end(end);
  }

  #advance({ bytes, files }: Advance): void {
    this.#bytes += bytes;
    this.#files.push(...files.slice(0, MOST_FILES - this.#files.length));
    this.#progress = { ...this.#progress, done: this.#progress.done + 1, bytes: this.#bytes };
  }

  #end({ state, files: own, error }: ExportEnd): void {
    const files = [...this.#files.slice(0, Math.max(0, MOST_FILES - own.length)), ...own];
    this.#progress = { ...this.#progress, state, bytes: this.#bytes, files, error };
    this.#tell();
  }

  #tellNowAndThen(): void {
    const now = this.#options.now().getTime();
    if (now - this.#toldAt < TELL_MS) return;
    this.#toldAt = now;
    this.#tell();
  }

  #tell(): void {
    this.#options.push({ kind: 'export', progress: this.#progress });
  }
}
