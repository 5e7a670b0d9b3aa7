import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseInput, StudioError, toErrorData, type ErrorData } from '../../../contract/errors.ts';
import type { ExportProgress, StartExport } from '../../../contract/export-api.ts';
import type { StudioApi } from '../../../contract/studio-api.ts';

export interface DragOutPorts {
  studio: Pick<StudioApi, 'measureExport' | 'startExport' | 'subscribe'>;
  /** For the files that are dragged; absolute, nobody else's. Removed by `clear`. */
  directory: string;
  /** Electron's webContents.startDrag, with absolute paths. */
  startDrag(paths: string[]): void;
  /** Ms, of any clock that only goes on. */
  now(): number;
}

/** More is an export, not something that one takes along with the mouse. */
const MOST_CONVERSATIONS = 500;
const MOST_BYTES = 1_000_000_000;

/** Who holds the button for longer has most likely let go: a drag must not begin then, ms. */
const PATIENCE_MS = 4000;

const idsSchema = z.array(z.string().min(1).max(200)).min(1).max(MOST_CONVERSATIONS);

/** Conversations that are dragged out of the window: written as an export into a folder of their own first. */
export class DragOut {
  readonly #ports: DragOutPorts;
  /** What was ready too late, by its ids: the next drag of the same takes it. */
  readonly #late = new Map<string, string[]>();

  constructor(ports: DragOutPorts) {
    this.#ports = ports;
  }

  /**
   * Prepares the files and hands them to the system. Never rejects.
   *
   * @returns `invalid-input` for too much or what are no ids, `timeout` when the files were ready too late, or
   *   why they could not be written
   */
  async drag(ids: unknown): Promise<ErrorData | undefined> {
    try {
      await this.#drag(parseInput(idsSchema, ids, 'What is dragged'));
      return undefined;
    } catch (thrown) {
      return toErrorData(thrown);
    }
  }

  /** Removes what was prepared. To be called when nobody copies it any more: at the start and at the end. */
  async clear(): Promise<void> {
    this.#late.clear();
    await rm(this.#ports.directory, { recursive: true, force: true });
  }

  async #drag(ids: string[]): Promise<void> {
    const { now, startDrag } = this.#ports;
    const begun = now();
    const key = JSON.stringify(ids);
    const ready = this.#late.get(key);
    this.#late.delete(key);
    const paths = ready ?? (await this.#prepare(ids));
    if (now() - begun <= PATIENCE_MS) return startDrag(paths);
    this.#late.set(key, paths);
    throw tooLate();
  }

  /** Absolute paths of what the user is to find where it is dropped. */
  async #prepare(ids: string[]): Promise<string[]> {
    const { studio, directory } = this.#ports;
    const place = join(directory, randomUUID());
    const request: StartExport = {
      selection: { kind: 'ids', ids },
      options: { texts: ['json', 'txt'], audio: {} },
      directory: place,
    };
    if ((await studio.measureExport(request)).bytes > MOST_BYTES) throw tooMuch();
    await mkdir(directory, { recursive: true });
    await this.#write(request);
    const entries = await readdir(place, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory());
    const dragged = (folders.length > 0 ? folders : entries).map(({ name }) => join(place, name));
    if (dragged.length === 0) throw nothing();
    return dragged.sort();
  }

  /** Resolves when the export has ended; rejects when it failed. */
  async #write(request: StartExport): Promise<void> {
    const { studio } = this.#ports;
    const ended = new Map<string, ExportProgress>();
    const { promise, resolve } = Promise.withResolvers<ExportProgress>();
    let id: string | undefined;
    const unsubscribe = studio.subscribe((event) => {
      if (event.kind !== 'export' || event.progress.state === 'running') return;
      ended.set(event.progress.id, event.progress);
      if (event.progress.id === id) resolve(event.progress);
    });
    try {
      const begun = await studio.startExport(request);
      id = begun.id;
      const end = ended.get(id) ?? (begun.state === 'running' ? await promise : begun);
      if (end.state !== 'done') throw new StudioError(end.error ?? nothing().data);
    } finally {
      unsubscribe();
    }
  }
}

function tooMuch(): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: 'This is too much to be dragged along.',
    remedy: 'Use Export, which shows how far it is and can go on later.',
  });
}

function tooLate(): StudioError {
  return new StudioError({
    code: 'timeout',
    message: 'The files took a while to get ready.',
    remedy: 'They are now: drag once more.',
  });
}

function nothing(): StudioError {
  return new StudioError({
    code: 'internal',
    message: 'There are no files to drag.',
    remedy: 'Use Export instead.',
  });
}
