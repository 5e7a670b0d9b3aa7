import { StudioError } from '../../contract/errors.ts';
import type { ExportMeasure, ExportProgress, ExportRequest } from '../../contract/export-api.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import { closing } from '../closing.ts';
import type { Log } from '../log.ts';
import { refuseOtherFiles, usableAugmentFiles } from './augment-files.ts';
import { removeEmpty } from './files.ts';
import { Journal } from './journal.ts';
import { measure } from './measure.ts';
import { absolute, placeFor } from './place.ts';
import { planExport } from './plan.ts';
import { RunningExport } from './running-export.ts';
import type { ExportShelf } from './shelf.ts';

/** So many exports that have ended stay to be seen. */
const MOST_ENDED = 20;

export interface ExportsOptions {
  shelf: ExportShelf;
  appVersion: string;
  /** The user's folder for downloads; absolute. */
  downloads: () => string | Promise<string>;
  push: (event: StudioEvent) => void;
  /** Default: this moment. */
  now?: () => Date;
  log: Log;
}

/** The exports of this session: begun, watched, cancelled, gone on with. */
export class Exports {
  readonly #options: ExportsOptions;
  readonly #now: () => Date;
  /** In the order in which they began. */
  readonly #exports = new Map<string, { entry: RunningExport; ended: Promise<void> }>();
  /** Folders that are being written to, or are about to be. */
  readonly #busy = new Set<string>();
  #closing = false;

  constructor(options: ExportsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  measure(request: ExportRequest): Promise<ExportMeasure> {
    return measure(this.#options.shelf, request);
  }

  /**
   * Rejects with `not-found` when nothing is selected, `invalid-input` or `disk-full` when nothing can be written
   * there, `conflict` when something is there that it would mix with.
   */
  async start(request: ExportRequest): Promise<ExportProgress> {
    this.#refuseWhenClosing();
    const { shelf, appVersion, downloads } = this.#options;
    const { kind } = request.options.dataset;
    const augmentFiles = await usableAugmentFiles(request.options);
    const now = this.#now();
    const { directory, made } = await placeFor(request.directory, { kind, downloads, now });
    try {
      return await this.#begin(directory, async () => {
        const order = await planExport(request, { shelf, appVersion, augmentFiles, directory });
        this.#refuseWhenClosing();
        return Journal.begin(directory, order);
      });
    } catch (thrown) {
      await removeEmpty(made);
      throw thrown;
    }
  }

  /** Rejects with `not-found` when there is nothing to go on with, `conflict` when it goes on already. */
  async resume(directory: string): Promise<ExportProgress> {
    this.#refuseWhenClosing();
    const place = absolute(directory);
    return this.#begin(place, async () => {
      const journal = await Journal.open(place, this.#options.appVersion);
      await refuseOtherFiles(journal.order);
      return journal;
    });
  }

  /** Resolves when it has ended; what was finished stays. One that has ended is no error. */
  async cancel(id: string): Promise<void> {
    const known = this.#exports.get(id);
    if (!known) throw unknown(id);
    known.entry.abort();
    await known.ended;
  }

  /** The newest first. */
  list(): ExportProgress[] {
    return [...this.#exports.values()].map(({ entry }) => entry.progress).toReversed();
  }

  /** Cancels all; resolves when nothing is written any more. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { entry } of this.#exports.values()) entry.abort();
    await Promise.all([...this.#exports.values()].map(({ ended }) => ended));
  }

  #refuseWhenClosing(): void {
    if (this.#closing) throw closing();
  }

  async #begin(place: string, open: () => Promise<Journal>): Promise<ExportProgress> {
    if (this.#busy.has(place)) throw busy(place);
    this.#busy.add(place);
    try {
      const journal = await open();
      const { push } = this.#options;
      const entry = await RunningExport.of(journal, { push, now: this.#now });
      const { progress } = entry;
      const ended = this.#run(entry, journal).finally(() => this.#busy.delete(place));
      this.#exports.set(progress.id, { entry, ended });
      return progress;
    } catch (thrown) {
      this.#busy.delete(place);
      throw thrown;
    }
  }

  async #run(entry: RunningExport, journal: Journal): Promise<void> {
    if (this.#closing) entry.abort();
    await entry.run(journal, this.#options.shelf);
    const { state, done, total, bytes, error } = entry.progress;
    this.#options.log.info({ state, done, total, bytes, code: error?.code }, 'export ended');
    const ended = this.list().filter((one) => one.state !== 'running');
    for (const { id } of ended.slice(MOST_ENDED)) this.#exports.delete(id);
  }
}

function unknown(id: string): StudioError {
  return new StudioError({
    code: 'not-found',
    message: `There is no export ${id}.`,
    remedy: 'What it wrote is in the folder that was chosen; start another if you need it.',
  });
}

function busy(directory: string): StudioError {
  return new StudioError({
    code: 'conflict',
    message: `An export is writing to ${directory} already.`,
    remedy: 'Wait until it has ended, or choose another folder.',
  });
}
