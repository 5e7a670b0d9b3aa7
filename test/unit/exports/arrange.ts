import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { expect } from 'vitest';
import type { LoggedConversation } from '../../../src/contract/conversation-document.ts';
import {
  startExportSchema,
  type ExportProgress,
  type StartExport,
} from '../../../src/contract/export-api.ts';
import { Exports } from '../../../src/main/exports/exports.ts';
import { silentLog } from '../conversations/fakes.ts';
import { conversation, FakeShelf, soundFile, turn } from './samples.ts';

export const ALL: StartExport['selection'] = { kind: 'matching' };

/** A library of three short conversations with sound and stems, and exports of it. */
export class Arrangement {
  readonly directory: string;
  readonly shelf = new FakeShelf();
  readonly told: ExportProgress[] = [];
  /** The clock stands still unless it is moved, ms. */
  now = new Date(2026, 10, 23, 14, 20, 5).getTime();
  exports: Exports;

  static async make(): Promise<Arrangement> {
    return new Arrangement(await mkdtemp(join(tmpdir(), 'duologue-exports-')));
  }

  private constructor(directory: string) {
    this.directory = directory;
    ['one', 'two', 'three'].forEach((id, at) => this.shelf.add(this.spoken(id, at)));
    this.exports = this.reopen();
  }

  /** As after a start of the host. */
  reopen(appVersion = '1.2.3'): Exports {
    this.exports = new Exports({
      shelf: this.shelf,
      downloads: () => this.directory,
      push: (event) => {
        if (event.kind === 'export') this.told.push(event.progress);
      },
      now: () => new Date(this.now),
      ...{ appVersion, log: silentLog },
    });
    return this.exports;
  }

  /** A conversation of its own length and sound. @param at its place in the order of creation */
  spoken(id: string, at: number, more: Partial<LoggedConversation> = {}): LoggedConversation {
    const ms = 700 + 200 * at;
    const sound = { ms, hz: 300 + 100 * at };
    const local = soundFile(join(this.directory, 'kept', id, 'conversation.wav'), sound);
    const path = join(this.directory, 'kept', id, 'stems.wav');
    const stems = soundFile(path, { ...sound, kind: 'stems' });
    return conversation({
      ...{ id, title: id, createdAt: `2026-11-23T11:0${at}:00.000Z`, durationMs: ms },
      recordings: [local, stems],
      turns: turns(),
      ...more,
    });
  }

  place(name: string): string {
    return join(this.directory, name);
  }

  /** Waits for the end of what was begun. */
  async end(begun: Promise<ExportProgress>): Promise<ExportProgress> {
    const { id } = await begun;
    const find = () => this.exports.list().find((one) => one.id === id);
    await expect.poll(() => find()?.state, { timeout: 20_000 }).not.toBe('running');
    const ended = find();
    if (!ended) throw new Error('the export is not listed');
    return ended;
  }

  run(request: StartExport): Promise<ExportProgress> {
    return this.end(this.exports.start(startExportSchema.parse(request)));
  }

  async close(): Promise<void> {
    await this.exports.close();
    await rm(this.directory, { recursive: true });
  }
}

function turns() {
  const origin = 'aligned' as const;
  const words = [
    { text: 'Hello', startMs: 50, endMs: 200, origin },
    { text: 'there.', startMs: 200, endMs: 380, origin: 'estimated' as const },
  ];
  const answer = [{ text: 'Hi.', startMs: 420.5, endMs: 600, origin }];
  return [
    turn({ startMs: 50, endMs: 380, words, segments: [[50, 380]] }),
    turn({
      ...{ id: 't2', index: 1, side: 'a', speaker: 'Ann', text: 'Hi.', intended: 'Hi.' },
      ...{ startMs: 420.5, endMs: 600, words: answer, gapMs: 40.5 },
    }),
  ];
}

/** All files of a folder with what they hold, by their paths with `/`. */
export function contentsOf(folder: string): Record<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true }).map((path) => join(folder, String(path)));
  return Object.fromEntries(
    paths
      .filter((path) => statSync(path).isFile())
      .sort()
      .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path)]),
  );
}

export interface ManifestFile {
  path: string;
  bytes: number;
  sha256: string;
}

export interface ManifestJson {
  appVersion: string;
  options: StartExport['options'];
  files: ManifestFile[];
  conversations: {
    id: string;
    part?: string;
    folder: string;
    files: ManifestFile[];
    audio?: { sampleRate: number; samples: number; sides: object };
    augment?: object;
    config: object;
  }[];
  incomplete: { id: string; kind: string; message: string }[];
}

export function manifestOf(folder: string, name = 'manifest.json'): ManifestJson {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as ManifestJson;
}
