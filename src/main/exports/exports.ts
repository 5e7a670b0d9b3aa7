import { randomUUID } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import { StudioError } from '../../contract/errors.ts';
import type { ExportProgress, StartExport } from '../../contract/export-api.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import type { Log } from '../log.ts';
import { prepareDirectory } from './files.ts';
import { freeName } from './names.ts';
import { runExport, type ExportEnd, type ExportOrder } from './run-export.ts';

/** Progress is told at most so often, besides the beginning and the end. */
const TELL_MS = 100;
/** So many exports that have ended stay to be seen. */
const MOST_ENDED = 20;

export interface ExportsOptions extends Pick<ExportOrder, 'get' | 'appVersion'> {
  /** The user's folder for downloads; absolute. */
  downloads: () => string | Promise<string>;
  push: (event: StudioEvent) => void;
  /** Default: this moment. */
  now?: () => Date;
  log: Log;
}

interface Export {
  progress: ExportProgress;
  abort: AbortController;
  ended: Promise<void>;
}

/** The exports of this session: begun, watched, cancelled. */
export class Exports {
  readonly #options: ExportsOptions;
  readonly #now: () => Date;
  /** In the order in which they began. */
  readonly #exports = new Map<string, Export>();
  #closing = false;

  constructor(options: ExportsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Rejects with `invalid-input` or `disk-full` when nothing can be written there. */
  async start({ ids, formats, directory }: StartExport): Promise<ExportProgress> {
    this.#refuseWhenClosing();
    const place = await this.#place(directory);
    this.#refuseWhenClosing();
    const unique = [...new Set(ids)];
    const { get, appVersion } = this.#options;
    const order = { ids: unique, formats, directory: place, appVersion, get };
    const progress: ExportProgress = {
      id: randomUUID(),
      ...{ state: 'running', done: 0, total: unique.length, bytes: 0 },
      ...{ directory: place, files: [], error: null },
    };
    const abort = new AbortController();
    const entry: Export = { progress, abort, ended: Promise.resolve() };
    this.#exports.set(progress.id, entry);
    this.#tell(entry);
    entry.ended = this.#run(entry, order);
    return progress;
  }

  /** Resolves when it has ended; what was finished stays. One that has ended is no error. */
  async cancel(id: string): Promise<void> {
    const entry = this.#exports.get(id);
    if (!entry) throw unknown(id);
    entry.abort.abort();
    await entry.ended;
  }

  /** The newest first. */
  list(): ExportProgress[] {
    return [...this.#exports.values()].map(({ progress }) => progress).toReversed();
  }

  /** Cancels all; resolves when nothing is written any more. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { abort } of this.#exports.values()) abort.abort();
    await Promise.all([...this.#exports.values()].map(({ ended }) => ended));
  }

  #refuseWhenClosing(): void {
    if (this.#closing) throw closing();
  }

  async #run(entry: Export, order: ExportOrder): Promise<void> {
    const files: string[] = [];
    let toldAt = -Infinity;
    const end = await runExport(order, entry.abort.signal, (advance) => {
      const { done, bytes } = entry.progress;
      files.push(...advance.files);
      entry.progress = { ...entry.progress, done: done + 1, bytes: bytes + advance.bytes };
      const now = this.#now().getTime();
      if (now - toldAt < TELL_MS) return;
      toldAt = now;
      this.#tell(entry);
    });
    this.#end(entry, { ...end, files: [...files, ...end.files] });
  }

  #end(entry: Export, { state, files, error }: ExportEnd): void {
    entry.progress = { ...entry.progress, state, files, error };
    const { done, total, bytes } = entry.progress;
    this.#options.log.info({ state, done, total, bytes, code: error?.code }, 'export ended');
    this.#tell(entry);
    const ended = [...this.#exports.values()].filter(
      ({ progress }) => progress.state !== 'running',
    );
    for (const { progress } of ended.slice(0, -MOST_ENDED)) this.#exports.delete(progress.id);
  }

  #tell({ progress }: Export): void {
    this.#options.push({ kind: 'export', progress });
  }

  async #place(wanted: string | undefined): Promise<string> {
    if (wanted !== undefined && !isAbsolute(wanted)) throw relative(wanted);
    const place = wanted ?? (await this.#newFolder());
    await prepareDirectory(place);
    return place;
  }

  async #newFolder(): Promise<string> {
    const downloads = await this.#options.downloads();
    return join(downloads, await freeName(downloads, `Duologue ${localStamp(this.#now())}`));
  }
}

/** `2026-11-23 14.20.05`, this computer's time: a name that every file system takes. */
function localStamp(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('.');
  return `${day} ${time}`;
}

function relative(directory: string): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `“${directory}” is not a whole path.`,
    remedy: 'Name the folder from the root on.',
  });
}

function unknown(id: string): StudioError {
  return new StudioError({
    code: 'not-found',
    message: `There is no export ${id}.`,
    remedy: 'What it wrote is in the folder that was chosen; start another if you need it.',
  });
}

function closing(): StudioError {
  return new StudioError({
    code: 'conflict',
    message: 'Duologue is closing.',
    remedy: 'Start it again.',
  });
}
