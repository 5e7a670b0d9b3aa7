import { lstat, open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { parseInput, StudioError } from '../../contract/errors.ts';
import { jsonLine, jsonText } from './json-text.ts';
import { replaceFile, writeFailure } from './files.ts';
import { exportOrderSchema, type ExportOrder } from './order.ts';
import type { Piece } from './piece.ts';

/** Stands in the folder of an export that has not ended. */
export const ORDER_FILE = '.duologue-export.json';
/** What is done of it: a line of JSON for each conversation, added when its files are in their places. */
const DONE_FILE = '.duologue-export.done.jsonl';
/** Where the files of a conversation are made. */
export const STAGING = '.duologue-export.tmp';

/** Whether an unfinished export lies in a folder. */
export function hasJournal(directory: string): Promise<boolean> {
  return lstat(join(directory, ORDER_FILE)).then(
    () => true,
    () => false,
  );
}

/**
 * What an unfinished export is to write, and what of it is written: enough to go on with it after the process
 * was killed. Holds the order only; what is done is read line by line.
 */
export class Journal {
  readonly directory: string;
  readonly order: ExportOrder;
  readonly #file: FileHandle;

  /** Begins one. Throws what `writeFailure` makes of a folder that can't be written. */
  static async begin(directory: string, order: ExportOrder): Promise<Journal> {
    const path = join(directory, ORDER_FILE);
    // The list of what is done comes first: an order without it would be one that lost its list.
    const journal = new Journal(directory, order, await openDone(directory, 'w'));
    try {
      await replaceFile(path, (temporary) => writeFile(temporary, jsonText(order)));
      return journal;
    } catch (thrown) {
      await journal.remove();
      throw thrown;
    }
  }

  /**
   * Opens one that was begun. Throws `not-found` when there is none, `invalid-input` for one that is damaged,
   * `conflict` for one of another version, which would write other files.
   */
  static async open(directory: string, appVersion: string): Promise<Journal> {
    const text = await readFile(join(directory, ORDER_FILE), 'utf8').catch(() => undefined);
    if (text === undefined) throw none(directory);
    const order = parseInput(exportOrderSchema, parsed(text), `${ORDER_FILE} in ${directory}`);
    if (order.appVersion !== appVersion) throw otherVersion(order, appVersion);
    const journal = new Journal(directory, order, await openDone(directory, 'a+'));
    await journal.#mend();
    return journal;
  }

  private constructor(directory: string, order: ExportOrder, file: FileHandle) {
    this.directory = directory;
    this.order = order;
    this.#file = file;
  }

  /** Adds a conversation that is done: from now on it is never written again. */
  async add(piece: Piece): Promise<void> {
    try {
      await this.#file.appendFile(`${jsonLine(piece)}\n`);
      await this.#file.datasync();
    } catch (thrown) {
      throw writeFailure(join(this.directory, DONE_FILE), thrown);
    }
  }

  /** What is done, in its order. */
  async *pieces(): AsyncGenerator<Piece> {
    for await (const { piece } of lines(join(this.directory, DONE_FILE))) yield piece;
  }

  /** Cuts off what was being added when the process died; what it was about is done again. */
  async #mend(): Promise<void> {
    const { size } = await this.#file.stat();
    let whole = 0;
    for await (const { bytes } of lines(join(this.directory, DONE_FILE))) {
      // Of a last line that lacks its end nobody knows whether it is whole.
      if (whole + bytes > size) break;
      whole += bytes;
    }
    await this.#file.truncate(whole);
  }

  /** Leaves it for later. */
  async close(): Promise<void> {
    await this.#file.close().catch(() => undefined);
  }

  /** The export is whole: nothing of it is needed any more. */
  async remove(): Promise<void> {
    await this.close();
    for (const name of [ORDER_FILE, DONE_FILE])
      await rm(join(this.directory, name), { force: true });
  }
}

async function openDone(directory: string, flags: string): Promise<FileHandle> {
  const path = join(directory, DONE_FILE);
  try {
    return await open(path, flags);
  } catch (thrown) {
    throw writeFailure(path, thrown);
  }
}

/** Up to the first line that is none of ours, which is one that was cut off. */
async function* lines(path: string): AsyncGenerator<{ piece: Piece; bytes: number }> {
  const file = await open(path, 'r');
  try {
    for await (const line of file.readLines({ encoding: 'utf8', autoClose: false })) {
      const piece = parsed(line);
      if (piece === undefined) return;
      yield { piece: piece as Piece, bytes: Buffer.byteLength(line) + 1 };
    }
  } finally {
    await file.close();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function none(directory: string): StudioError {
  return new StudioError({
    code: 'not-found',
    message: `There is no unfinished export in ${directory}.`,
    remedy: 'Start one, or name the folder of one that was cancelled.',
  });
}

function otherVersion({ appVersion }: ExportOrder, own: string): StudioError {
  return new StudioError({
    code: 'conflict',
    message: `The export was begun by Duologue ${appVersion}; this is ${own}, which writes other files.`,
    remedy: 'Start it anew in another folder.',
  });
}
