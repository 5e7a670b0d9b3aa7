import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startExportSchema, type StartExport } from '../../../src/contract/export-api.ts';
import { ALL, Arrangement, contentsOf, manifestOf } from './arrange.ts';
import { soundFile } from './samples.ts';

const ORDER = '.duologue-export.json';
const DONE = '.duologue-export.done.jsonl';

let studio: Arrangement;
beforeEach(async () => {
  studio = await Arrangement.make();
});
afterEach(() => studio.close());

const split = { train: 0.34, valid: 0.33, test: 0.33, keepPairs: false };
const audio = (more: object = {}) => ({ sampleRate: 16_000 as const, ...more });
const clean = (more: object = {}) => ({ stems: true, ...more });

/** Every kind with every encoding that it takes, and the layouts and augmentations in turn. */
const FORMS: [string, StartExport['options']][] = [
  ['plain wav', { texts: ['json', 'vtt', 'textgrid'], audio: clean() }],
  ['plain flac', { texts: ['csv'], audio: audio({ encoding: 'flac', layout: 'split' }) }],
  ['plain opus', { texts: ['md'], audio: audio({ encoding: 'opus', layout: 'mix' }) }],
  ...(['audiofolder', 'nemo', 'lhotse'] as const).flatMap((kind) =>
    (['wav', 'flac', 'opus'] as const).map((encoding): [string, StartExport['options']] => [
      `${kind} ${encoding}`,
      { texts: ['json', 'rttm', 'chat'], audio: clean({ encoding }), dataset: { kind, split } },
    ]),
  ),
  ...(['wav', 'flac'] as const).map((encoding): [string, StartExport['options']] => [
    `moshi ${encoding}`,
    { texts: ['stm'], audio: audio({ encoding, left: 'b' }), dataset: { kind: 'moshi' } },
  ]),
  [
    'augmented',
    {
      audio: audio({ encoding: 'flac' }),
      augment: {
        ...{ seed: 4, telephone: true, levelDb: { min: -9, max: -3 } },
        noise: { kind: 'babble', snrDb: { min: 5, max: 20 } },
        packetLoss: { rate: 0.05, burst: 3 },
      },
    },
  ],
];

const started = (name: string, options: StartExport['options']) =>
  startExportSchema.parse({ selection: ALL, options, directory: studio.place(name) });

/** Cancels when the second conversation is read to be written. */
async function cancelled(name: string, options: StartExport['options']): Promise<void> {
  const { shelf, exports } = studio;
  let begun = '';
  shelf.onGet = (id) => {
    if (id === 'two' && begun !== '') void exports.cancel(begun);
  };
  const start = exports.start(started(name, options)).then((progress) => {
    begun = progress.id;
    return progress;
  });
  expect(await studio.end(start)).toMatchObject({ state: 'cancelled', error: null, done: 1 });
  shelf.onGet = () => undefined;
}

it.each(FORMS)(
  '%s is the same, byte for byte, again and when it was cut off',
  async (_, options) => {
    await studio.run({ selection: ALL, options, directory: studio.place('first') });
    const first = contentsOf(studio.place('first'));
    expect(Object.keys(first).length).toBeGreaterThan(3);

    const selection = { kind: 'ids' as const, ids: ['three', 'two', 'one'] };
    await studio.run({ selection, options, directory: studio.place('again') });
    expect(contentsOf(studio.place('again'))).toEqual(first);

    const cut = studio.place('cut');
    await cancelled('cut', options);
    expect(readdirSync(cut)).toContain(ORDER);
    expect(existsSync(join(cut, 'manifest.json'))).toBe(false);
    const ended = await studio.end(studio.reopen().resume(cut));
    expect(ended).toMatchObject({ state: 'done', done: 3, total: 3 });
    expect(contentsOf(cut)).toEqual(first);
  },
);

describe('going on', () => {
  const options: StartExport['options'] = { texts: ['json'], audio: {} };

  it('keeps what was finished as it is, and goes by the plan of the beginning', async () => {
    await cancelled('cut', options);
    studio.shelf.add(studio.spoken('four', 4));
    const reads = studio.shelf.gets;
    await studio.end(studio.reopen().resume(studio.place('cut')));
    expect(studio.shelf.gets - reads).toBe(2);
    const named = manifestOf(studio.place('cut')).conversations.map(({ id }) => id);
    expect(named).toEqual(['one', 'two', 'three']);
  });

  it('does again what was being written down when the process died', async () => {
    await studio.run({ selection: ALL, options, directory: studio.place('whole') });
    await cancelled('cut', options);
    const done = join(studio.place('cut'), DONE);
    const [line] = readFileSync(done, 'utf8').split('\n');
    appendFileSync(done, line?.slice(0, 300) ?? '');
    await studio.end(studio.reopen().resume(studio.place('cut')));
    expect(contentsOf(studio.place('cut'))).toEqual(contentsOf(studio.place('whole')));
  });

  it('does again what lacks only the end of its line', async () => {
    await cancelled('cut', options);
    const done = join(studio.place('cut'), DONE);
    writeFileSync(done, readFileSync(done, 'utf8').trimEnd());
    const ended = await studio.end(studio.reopen().resume(studio.place('cut')));
    expect(ended).toMatchObject({ state: 'done', done: 3 });
    const named = manifestOf(studio.place('cut')).conversations.map(({ id }) => id);
    expect(named).toEqual(['one', 'two', 'three']);
  });

  it('tells when a conversation is gone meanwhile', async () => {
    await cancelled('cut', options);
    studio.shelf.all.delete('three');
    const ended = await studio.end(studio.reopen().resume(studio.place('cut')));
    expect(ended).toMatchObject({ state: 'failed', done: 3, error: { code: 'not-found' } });
  });

  it('is refused where nothing lies, where it is damaged, and after an update', async () => {
    const { exports } = studio;
    await expect(exports.resume(studio.directory)).rejects.toMatchObject({
      data: { code: 'not-found' },
    });
    await expect(exports.resume('here')).rejects.toMatchObject({ data: { code: 'invalid-input' } });
    await cancelled('cut', options);
    const place = studio.place('cut');
    await expect(studio.reopen('2.0.0').resume(place)).rejects.toThrow('begun by Duologue 1.2.3');
    writeFileSync(join(place, ORDER), '{');
    await expect(studio.reopen().resume(place)).rejects.toMatchObject({
      data: { code: 'invalid-input' },
    });
  });

  it('is refused when a file of the augmentation is another one now', async () => {
    const { path } = soundFile(studio.place('room.wav'), { ms: 50 });
    const augment = { reverb: { path } };
    await cancelled('cut', { audio: {}, augment });
    soundFile(path, { ms: 60 });
    await expect(studio.reopen().resume(studio.place('cut'))).rejects.toThrow('not the file');
    soundFile(path, { ms: 50 });
    expect((await studio.end(studio.exports.resume(studio.place('cut')))).state).toBe('done');
  });

  it('is the only thing that can be done in that folder', async () => {
    await cancelled('cut', options);
    const anew = studio.exports.start(started('cut', options));
    await expect(anew).rejects.toThrow('An unfinished export lies in');
    const going = studio.exports.resume(studio.place('cut'));
    const second = studio.exports.resume(studio.place('cut'));
    await expect(second).rejects.toMatchObject({ data: { code: 'conflict' } });
    await studio.end(going);
  });
});

describe('cancelling', () => {
  const options: StartExport['options'] = { texts: ['txt'], audio: {} };

  it('keeps what was finished, whole', async () => {
    await studio.run({ selection: ALL, options, directory: studio.place('whole') });
    await cancelled('cut', options);
    const whole = contentsOf(studio.place('whole'));
    const { [ORDER]: order, [DONE]: done, ...cut } = contentsOf(studio.place('cut'));
    expect([order, done].every((file) => file !== undefined)).toBe(true);
    expect(Object.keys(cut)).toHaveLength(2);
    expect(whole).toMatchObject(cut);
  });

  it('of what has ended is nothing, of what never was an error', async () => {
    const { id } = await studio.run({ selection: ALL, options });
    await studio.exports.cancel(id);
    expect(studio.exports.list()[0]?.state).toBe('done');
    const nobody = studio.exports.cancel('nobody');
    await expect(nobody).rejects.toMatchObject({ data: { code: 'not-found' } });
  });

  it('happens when the studio closes, after which nothing begins', async () => {
    await studio.exports.start(started('out', options));
    await studio.exports.close();
    expect(studio.exports.list()[0]?.state).not.toBe('running');
    await expect(studio.exports.start(started('more', options))).rejects.toThrow('closing');
    await expect(studio.exports.resume(studio.place('out'))).rejects.toThrow('closing');
  });

  it('also keeps one from beginning that was asked for just before', async () => {
    const starting = studio.exports.start(started('out', options));
    await Promise.all([expect(starting).rejects.toThrow('closing'), studio.exports.close()]);
    expect(existsSync(studio.place('out'))).toBe(false);
  });
});
