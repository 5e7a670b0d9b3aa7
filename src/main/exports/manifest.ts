import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Conversation } from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import type { ExportFormat } from '../../contract/export-api.ts';
import { jsonText } from './conversation-json.ts';
import type { WrittenFile } from './fill-folder.ts';
import { writeFailure } from './files.ts';
import { freeName } from './names.ts';

/** What was not, or not wholly, written. */
export interface Shortfall {
  id: string;
  error: ErrorData;
}

export interface ManifestHead {
  appVersion: string;
  formats: readonly ExportFormat[];
}

/**
 * The table of contents of an export, written as it goes: every file with its SHA-256, and the frozen
 * configuration of each conversation. It holds no time of its own, so equal selections give equal files.
 */
export class Manifest {
  readonly #directory: string;
  readonly #temporary: string;
  readonly #file: FileHandle;
  #isEmpty = true;

  static async open(directory: string, { appVersion, formats }: ManifestHead): Promise<Manifest> {
    const temporary = join(directory, `.manifest.${randomBytes(4).toString('hex')}.tmp`);
    try {
      const manifest = new Manifest(directory, temporary, await open(temporary, 'wx'));
      const head = jsonText({ kind: 'duologue-export', version: 1, appVersion, formats });
      await manifest.#file.write(`${head.trimEnd().slice(0, -2)},\n  "conversations": [`);
      return manifest;
    } catch (thrown) {
      throw writeFailure(temporary, thrown);
    }
  }

  private constructor(directory: string, temporary: string, file: FileHandle) {
    this.#directory = directory;
    this.#temporary = temporary;
    this.#file = file;
  }

  async add(
    { id, title, createdAt, durationMs, config }: Conversation,
    folder: string,
    files: readonly WrittenFile[],
  ): Promise<void> {
    const entry = jsonText({
      ...{ id, title, createdAt, durationMs, folder },
      files: files.map(({ name, bytes, sha256 }) => ({ path: `${folder}/${name}`, bytes, sha256 })),
      config,
    });
    await this.#write(`${this.#isEmpty ? '' : ','}\n${entry.trimEnd()}`);
    this.#isEmpty = false;
  }

  /** Completes it. @returns its name, relative to the directory */
  async finish(shortfalls: readonly Shortfall[]): Promise<string> {
    const rest = jsonText(shortfalls.map(({ id, error }) => ({ id, message: error.message })));
    await this.#write(`\n  ],\n  "incomplete": ${rest.trimEnd()}\n}\n`);
    const name = await freeName(this.#directory, 'manifest', '.json');
    try {
      await this.#file.sync();
      await this.#file.close();
      await rename(this.#temporary, join(this.#directory, name));
    } catch (thrown) {
      throw writeFailure(join(this.#directory, name), thrown);
    }
    return name;
  }

  /** Gives it up. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await rm(this.#temporary, { force: true }).catch(() => undefined);
  }

  async #write(text: string): Promise<void> {
    try {
      await this.#file.write(text);
    } catch (thrown) {
      throw writeFailure(this.#temporary, thrown);
    }
  }
}
