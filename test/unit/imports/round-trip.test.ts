import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StartExport } from '../../../src/contract/export-api.ts';
import { readSamples, readWavInfo } from '../../../src/main/recordings/wav.ts';
import { contentsOf } from '../exports/arrange.ts';
import { ID, Shelf } from './arrange.ts';

let from: Shelf;
let to: Shelf;
beforeEach(async () => {
  [from, to] = [await Shelf.make(), await Shelf.make()];
});
afterEach(async () => {
  await from.close();
  await to.close();
});

const OTHER = '019ab000-0000-7000-8000-0000abcd9999';

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function samplesOf(path: string): Promise<Int16Array> {
  const pieces: number[] = [];
  for await (const piece of readSamples(path)) pieces.push(...piece);
  return Int16Array.from(pieces);
}

/** Export, import into a fresh library, export again. */
async function roundTrip(options: StartExport['options']) {
  from.add();
  from.add({ id: OTHER, title: 'Another', createdAt: '2026-11-24T09:00:00.000Z' }, { ms: 700 });
  const out = await from.export(options, 'out');
  const progress = await to.importPath(out);
  expect(progress).toMatchObject({ state: 'done', done: 2, total: 2, failures: [] });
  expect(progress.imported.toSorted()).toEqual([ID, OTHER]);
  const again = await to.export(options, 'again');
  return { progress, before: contentsOf(out), after: contentsOf(again) };
}

describe('export, import, export', () => {
  it.each<[string, StartExport['options']]>([
    ['WAV with stems', { texts: ['json', 'rttm', 'csv'], audio: { stems: true } }],
    ['a file per side', { texts: ['json'], audio: { layout: 'split', stems: true } }],
    ['side b on the left', { texts: ['json'], audio: { left: 'b' } }],
    ['FLAC', { texts: ['json'], audio: { encoding: 'flac', stems: true } }],
    [
      'FLAC, a file per side, b first',
      { texts: ['json'], audio: { encoding: 'flac', layout: 'split', left: 'b' } },
    ],
    ['a dataset', { texts: ['json'], audio: { encoding: 'flac' }, dataset: { kind: 'nemo' } }],
  ])('%s: the same files, byte for byte', async (name, options) => {
    const { before, after, progress } = await roundTrip(options);
    expect(progress.incomplete).toEqual([]);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [path, bytes] of Object.entries(before)) {
      expect(after[path]?.equals(bytes), `${name}: ${path}`).toBe(true);
    }
    for (const id of [ID, OTHER]) {
      for (const { path, format, channels, bytes, sha256 } of to.library.recordings.list(id)) {
        expect([path.startsWith(`recordings/${id}/`), format, channels]).toEqual([true, 'wav', 2]);
        const kept = readFileSync(to.place(path));
        expect([kept.length, sha256Of(kept)]).toEqual([bytes, sha256]);
        expect(kept.equals(readFileSync(from.place(path)))).toBe(true);
      }
    }
  });

  it.each(['wav', 'flac'] as const)('%s of a lower rate stays as it came', async (encoding) => {
    from.add();
    const audio = { encoding, sampleRate: 8000 } as const;
    const plain = await from.export({ texts: ['json'], audio: { ...audio, encoding: 'wav' } }, 'w');
    const wanted = Object.entries(contentsOf(plain)).find(([path]) => path.endsWith('.wav'))?.[1];
    await to.importPath(await from.export({ texts: ['json'], audio }, 'out'));
    const [recording] = to.library.recordings.list(ID);
    expect(recording).toMatchObject({ sampleRate: 8000, durationMs: 900, format: 'wav' });
    expect(readFileSync(to.place(recording?.path ?? '')).equals(wanted ?? Buffer.alloc(0))).toBe(
      true,
    );
    // What can be played can be exported.
    const again = await to.export({ texts: [], audio: {} }, 'again');
    const made = Object.keys(contentsOf(again)).find((path) => path.endsWith('.wav')) ?? '';
    const [was, is] = [`recordings/${ID}/conversation.wav`, join(again, made)];
    const samples = [await samplesOf(from.place(was)), await samplesOf(is)] as const;
    for (const channel of [0, 1]) expect(likeness(...samples, channel)).toBeGreaterThan(0.99);
  });

  it('keeps all that is known, and derives the rest', async () => {
    await roundTrip({ texts: ['json'], audio: { stems: true } });
    for (const id of [ID, OTHER]) {
      expect(to.library.conversations.get(id)).toEqual(from.library.conversations.get(id));
      expect(to.library.events.list(id)).toEqual(from.library.events.list(id));
      expect(readdirSync(to.place(`recordings/${id}`)).sort()).toEqual([
        ...['conversation.wav', 'peaks-1.bin', 'stems.wav'],
      ]);
    }
    const list = (shelf: Shelf) =>
      shelf.library.conversations.list({ sort: 'oldest', offset: 0, limit: 9, filter: {} });
    expect(list(to)).toEqual(list(from));
    expect(list(to).items.every(({ miniature }) => miniature?.includes('2'))).toBe(true);
    const hits = [...to.library.search('שלום', 10)].flat();
    expect(hits.map((hit) => hit.conversationId).toSorted()).toEqual([ID, OTHER]);
  });

  it('tells the list what has changed', async () => {
    const { progress } = await roundTrip({ texts: ['json'], audio: {} });
    const changed = to.events.flatMap((event) => (event.kind === 'changed' ? event.ids : []));
    expect(changed).toEqual(progress.imported);
  });

  it('Opus comes in as what can be heard of it', async () => {
    from.add();
    const audio = { encoding: 'opus', layout: 'split' } as const;
    const { imported, incomplete } = await to.importPath(
      await from.export({ texts: ['json'], audio }, 'out'),
    );
    expect([imported, incomplete]).toEqual([[ID], []]);
    const path = `recordings/${ID}/conversation.wav`;
    const info = await readWavInfo(to.place(path));
    expect(info).toMatchObject({ channels: 2, sampleRate: 48_000, samples: 900 * 48 });
    const [was, is] = [await samplesOf(from.place(path)), await samplesOf(to.place(path))];
    for (const channel of [0, 1]) expect(likeness(was, is, channel)).toBeGreaterThan(0.99);
  });
});

/** Correlation of one channel, 1 for the same. */
function likeness(one: Int16Array, other: Int16Array, channel: number): number {
  let [both, ones, others] = [0, 0, 0];
  for (let at = channel; at < one.length; at += 2) {
    const [x, y] = [one[at] ?? 0, other[at] ?? 0];
    both += x * y;
    ones += x * x;
    others += y * y;
  }
  return both / Math.sqrt(ones * others);
}

describe('without its sound', () => {
  it.each<[string, StartExport['options'], string]>([
    ['no audio was exported', { texts: ['json'] }, 'without sound'],
    ['a mix', { texts: ['json'], audio: { layout: 'mix' } }, 'can’t be told apart'],
  ])('%s: everything else is taken in, and it is said', async (_name, options, words) => {
    from.add();
    const progress = await to.importPath(await from.export(options, 'out'));
    expect(progress).toMatchObject({ state: 'done', imported: [ID], failures: [] });
    expect(progress.incomplete).toHaveLength(1);
    expect(progress.incomplete[0]?.error.message).toContain(words);
    const { recordings, ...rest } = to.library.conversations.get(ID);
    expect(recordings).toEqual([]);
    expect(from.library.conversations.get(ID)).toMatchObject(rest);
    expect(readdirSync(join(to.directory, 'recordings'))).toEqual([]);
  });
});
