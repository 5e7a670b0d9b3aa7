import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../contract/errors.ts';
import { MAX_UPLOAD_BYTES, type Upload } from '../../contract/import-api.ts';
import { writeHashed } from '../audio/hashed-file.ts';
import type { Clock } from '../conversations/clock-port.ts';
import { writeFailure } from '../exports/files.ts';
import { uploadName } from './upload-name.ts';

/** A file that was sent, as it lies here. */
export interface KeptUpload {
  /** Relative, with `/`: for people and matching. */
  name: string;
  /** Absolute. */
  path: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

export interface UploadsOptions {
  /** Absolute: the data directory. */
  directory: string;
  clock: Pick<Clock, 'after'>;
  /** Default: MAX_UPLOAD_BYTES. */
  mostBytes?: number;
  /** How many may lie here at the same time. */
  mostFiles?: number;
}

/** What nobody imports is removed after so long. */
const STALE_MS = 60 * 60 * 1000;
const MOST_FILES = 20_000;

/** Files that a page sent, on disk until they are imported, or stale, or Duologue ends. */
export class Uploads {
  readonly #folder: string;
  readonly #options: UploadsOptions;
  readonly #kept = new Map<string, KeptUpload & { forget: () => void }>();
  #open = 0;
  #closed = false;

  constructor(options: UploadsOptions) {
    this.#options = options;
    this.#folder = join(options.directory, 'uploads');
  }

  /** Removes what an earlier Duologue left. Never rejects. */
  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true }).catch(() => undefined);
  }

  /**
   * Streams a file to disk; of one that does not come in whole nothing stays.
   * Rejects with `invalid-input` for a name that is none, or too much; `disk-full`; what the body fails with.
   */
  async take({ name: given, body }: Upload): Promise<{ id: string }> {
    const name = uploadName(given);
    const { mostFiles = MOST_FILES } = this.#options;
    this.#refuseWhenClosed();
    if (this.#kept.size + this.#open >= mostFiles) throw tooMany();
    const id = randomUUID();
    const path = join(this.#folder, id);
    this.#open += 1;
    try {
      const facts = await this.#write(path, name, body);
      this.#refuseWhenClosed();
      const forget = this.#options.clock.after(STALE_MS, () => void this.remove([id]));
      this.#kept.set(id, { name, path, ...facts, forget });
      return { id };
    } catch (thrown) {
      await rm(path, { force: true }).catch(() => undefined);
      throw thrown;
    } finally {
      this.#open -= 1;
    }
  }

  /** Hands files over: from now on they are the caller's to remove. Throws `not-found`, and then hands over none. */
  claim(ids: readonly string[]): KeptUpload[] {
    const unique = [...new Set(ids)];
    const found = unique.map((id) => this.#kept.get(id) ?? gone());
    for (const id of unique) this.#kept.delete(id);
    for (const { forget } of found) forget();
    return found.map(({ name, path, bytes, sha256 }) => ({ name, path, bytes, sha256 }));
  }

  /** Never rejects. Those that aren't there (any more) are no error. */
  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const upload = this.#kept.get(id);
      this.#kept.delete(id);
      upload?.forget();
      if (upload) await rm(upload.path, { force: true }).catch(() => undefined);
    }
  }

  /** Removes all; nothing is taken any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.remove([...this.#kept.keys()]);
    await this.clear();
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw tooMany();
  }

  async #write(path: string, name: string, body: AsyncIterable<Uint8Array>) {
    const { mostBytes = MAX_UPLOAD_BYTES } = this.#options;
    let failure: { thrown: unknown } | undefined;
    async function* limited() {
      let bytes = 0;
      try {
        for await (const piece of body) {
          bytes += piece.length;
          if (bytes > mostBytes) throw tooLarge(name, mostBytes);
          yield piece;
        }
      } catch (thrown) {
        failure = { thrown };
        throw thrown;
      }
    }
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      return await writeHashed(path, limited());
    } catch (thrown) {
      throw failure ? failure.thrown : writeFailure(this.#folder, thrown);
    }
  }
}

/** Also said before the body is read, by the length that a request names. */
export function tooLarge(name: string, mostBytes: number): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `“${name}” is larger than ${Math.floor(mostBytes / 2 ** 20)} MiB, the most that is taken.`,
    remedy: 'Import it by its path instead.',
    details: { mostBytes },
  });
}

function tooMany(): StudioError {
  return new StudioError({
    code: 'conflict',
    message: 'No more files can be taken now.',
    remedy: 'Import what was sent already, or import the folder by its path.',
  });
}

function gone(): never {
  throw new StudioError({
    code: 'not-found',
    message: 'A file that was sent is not here any more: they are kept for an hour.',
    remedy: 'Choose the files again.',
  });
}
