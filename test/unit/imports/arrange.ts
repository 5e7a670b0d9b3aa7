import { mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ConversationDocument } from '../../../src/contract/conversation-document.ts';
import type { LoggedConversation } from '../../../src/contract/conversation-document.ts';
import { startExportSchema, type StartExport } from '../../../src/contract/export-api.ts';
import {
  startImportSchema,
  type ImportProgress,
  type StartImport,
} from '../../../src/contract/import-api.ts';
import type { StudioEvent } from '../../../src/contract/studio-events.ts';
import { amountsSchema } from '../../../src/contract/usage.ts';
import { exportShelfOf } from '../../../src/main/engine/export-shelf.ts';
import { Exports } from '../../../src/main/exports/exports.ts';
import { Imports } from '../../../src/main/imports/imports.ts';
import { Uploads } from '../../../src/main/imports/uploads.ts';
import { openLibrary, type Library } from '../../../src/main/library/index.ts';
import { ManualClock } from '../conversations/manual-clock.ts';
import { silentLog } from '../conversations/fakes.ts';
import { conversation, soundFile, turn } from '../exports/samples.ts';

export const ID = '019ab000-0000-7000-8000-0000abcd1234';

/** A library with its exports and imports, in a directory of its own. */
export class Shelf {
  readonly directory: string;
  readonly library: Library;
  readonly clock = new ManualClock();
  readonly uploads: Uploads;
  readonly imports: Imports;
  readonly exports: Exports;
  readonly told: ImportProgress[] = [];
  readonly events: StudioEvent[] = [];
  /** Told of progress, too. */
  onTold: (progress: ImportProgress) => void = () => undefined;
  /** The clock of progress, ms. */
  now = 0;

  static async make(): Promise<Shelf> {
    return new Shelf(await mkdtemp(join(tmpdir(), 'duologue-imports-')));
  }

  private constructor(directory: string) {
    this.directory = directory;
    this.library = openLibrary({ directory, log: silentLog });
    const push = (event: StudioEvent): void => {
      this.events.push(event);
      if (event.kind !== 'import') return;
      this.told.push(event.progress);
      this.onTold(event.progress);
    };
    this.uploads = new Uploads({ directory, clock: this.clock });
    this.imports = new Imports({
      ...{ library: this.library, uploads: this.uploads, push, log: silentLog },
      now: () => new Date((this.now += 1000)),
    });
    this.exports = new Exports({
      shelf: exportShelfOf(this.library, () => false),
      downloads: () => directory,
      ...{ push, appVersion: '1.2.3', log: silentLog },
    });
  }

  /** Puts a conversation with all that one can have into the library. */
  add(more: Partial<LoggedConversation> = {}, { ms = 900, hz = 440 } = {}): LoggedConversation {
    const id = more.id ?? ID;
    const sound = (kind: 'local' | 'stems', name: string) => {
      const path = `recordings/${id}/${name}`;
      const tone = kind === 'local' ? hz : hz * 1.25;
      const facts = soundFile(join(this.directory, path), { ms, hz: tone, kind });
      return { ...facts, path };
    };
    const holes = [{ startMs: 100, endMs: 120.5 }];
    const recordings = [
      { ...sound('local', 'conversation.wav'), holes },
      sound('stems', 'stems.wav'),
    ];
    const whole = { ...full(ms), id, recordings, ...more };
    this.library.conversations.insert(whole);
    for (const event of whole.events) this.library.events.append(id, event);
    return whole;
  }

  async export(options: StartExport['options'], out: string): Promise<string> {
    const directory = join(this.directory, out);
    const selection = { kind: 'matching' } as const;
    const request = startExportSchema.parse({ selection, options, directory });
    const { id } = await this.exports.start(request);
    const find = () => this.exports.list().find((one) => one.id === id);
    await expect.poll(() => find()?.state, { timeout: 20_000 }).not.toBe('running');
    expect(find()).toMatchObject({ state: 'done', error: null });
    return directory;
  }

  async import(request: StartImport): Promise<ImportProgress> {
    const { id } = await this.imports.start(startImportSchema.parse(request));
    const find = () => this.told.findLast((progress) => progress.id === id);
    await expect.poll(() => find()?.state, { timeout: 20_000 }).not.toBe('running');
    const ended = find();
    if (!ended) throw new Error('nothing was told of it');
    return ended;
  }

  importPath(path: string, known?: 'skip' | 'copy'): Promise<ImportProgress> {
    return this.import({ source: { kind: 'path', path }, ...(known ? { known } : {}) });
  }

  async upload(name: string, bytes: Uint8Array): Promise<string> {
    const body = (async function* () {
      yield bytes;
    })();
    return (await this.uploads.take({ name, body })).id;
  }

  place(name: string): string {
    return join(this.directory, name);
  }

  folder(name: string): string {
    mkdirSync(this.place(name), { recursive: true });
    return this.place(name);
  }

  async close(): Promise<void> {
    await this.exports.close();
    await this.imports.close();
    this.library.close();
    await rm(this.directory, { recursive: true });
  }
}

function full(ms: number): LoggedConversation {
  const origin = 'aligned' as const;
  const words = [
    { text: 'Hello', startMs: 50, endMs: 200.25, origin },
    { text: 'there.', startMs: 200.25, endMs: 380, origin: 'estimated' as const },
  ];
  const error = { message: 'It broke.', code: 'internal', details: { z: 1, a: [2] } } as const;
  return conversation({
    ...{ title: '“Late” \u202E parcel', status: 'failed', endReason: 'fault', durationMs: ms },
    ...{ error, notes: 'Mine.\nAll of it.', tags: ['zeta', 'alpha'], endMessage: null },
    turns: [
      turn({ startMs: 50, endMs: 380, words, segments: [[50, 300.125]], interrupted: true }),
      turn({
        ...{ id: 't2', index: 1, side: 'a', speaker: 'Ann', text: 'Hi — שלום', heard: null },
        ...{ startMs: 420.5, endMs: 600, gapMs: 40.5 },
      }),
    ],
    metrics: {
      ...{ firstSpeechMs: 50, gapMedianMs: 40.5, gapP95Ms: null, overlapMs: 0 },
      ...{ interruptions: 1, heardWer: 0.25, turnCount: 2, speechMs: { a: 179.5, b: 330 } },
    },
    egress: {
      ...{ id: 'EG_1', request: 'routes', storage: 's3', state: 'complete', error: null },
      files: [{ location: 's3://bucket/x.ogg', bytes: null, durationMs: 900 }],
      ...{ startedAt: '2026-11-23T11:04:00.000Z', endedAt: null },
    },
    usage: {
      entries: [
        {
          ...{ side: 'b', stage: 'llm', provider: 'openai', baseUrl: 'https://x.test/v1' },
          ...{ model: 'gpt-4.1-mini', amounts: amountsSchema.parse({ inputTokens: 1200 }) },
        },
      ],
      cost: { usd: 0.00048, unpriced: ['some-model'], pricesAsOf: '2026-11-23' },
    },
    events: [
      { atMs: null, kind: 'step', payload: { name: 'room', z: null, a: [1, 'x'] } },
      { atMs: 12.5, kind: 'turn', payload: 'text' },
    ],
  });
}

/** The one document below a folder. */
export function documentIn(folder: string, name: string): ConversationDocument {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as ConversationDocument;
}
