import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startExportSchema, type StartExport } from '../../../src/contract/export-api.ts';
import { babbleFor, babblePool } from '../../../src/main/exports/babble.ts';
import { augmentSchema } from '../../../src/contract/augment.ts';
import { ALL, Arrangement, contentsOf } from './arrange.ts';
import { conversation } from './samples.ts';

let studio: Arrangement;
beforeEach(async () => {
  studio = await Arrangement.make();
});
afterEach(() => studio.close());

describe('measuring', () => {
  const measure = (more: Partial<StartExport> = {}) =>
    studio.exports.measure(
      startExportSchema.parse({ selection: ALL, options: { audio: { stems: true } }, ...more }),
    );

  it('says how much it would be, near to what it is', async () => {
    const options: StartExport['options'] = { texts: ['json'], audio: { stems: true } };
    const measured = await measure({ options });
    expect(measured).toMatchObject({ conversations: 3, durationMs: 700 + 900 + 1100 });
    await studio.run({ selection: ALL, options, directory: studio.place('out') });
    const files = Object.values(contentsOf(studio.place('out')));
    const bytes = files.reduce((sum, file) => sum + file.byteLength, 0);
    expect(measured.bytes / bytes).toBeGreaterThan(0.8);
    expect(measured.bytes / bytes).toBeLessThan(1.25);
  });

  it('counts what lacks sound or stems, and writes nothing', async () => {
    const one = studio.shelf.get('one');
    studio.shelf.add({ ...one, recordings: one.recordings.slice(0, 1) });
    studio.shelf.add(conversation({ id: 'four' }));
    expect(await measure({ directory: studio.place('out') })).toMatchObject({
      ...{ conversations: 4, withoutAudio: 1, withoutStems: 2 },
    });
    expect(Object.keys(contentsOf(studio.directory)).some((path) => path.startsWith('out'))).toBe(
      false,
    );
  });

  it('of a clip is of that part', async () => {
    const selection = { kind: 'ids' as const, ids: ['one'] };
    const clip = { fromMs: 100, toMs: 350 };
    expect(await measure({ selection, clip })).toMatchObject({ durationMs: 250 });
  });
});

describe('babble', () => {
  const augment = augmentSchema.parse({ seed: 3, noise: { kind: 'babble', snrDb: 10 } });

  it('comes from others that can be heard, by the seed', async () => {
    studio.shelf.add(conversation({ id: 'silent' }));
    const pool = await babblePool(studio.shelf, augment);
    expect(pool.toSorted()).toEqual(['one', 'three', 'two']);
    const paths = babbleFor(studio.shelf, pool, 'two');
    expect(paths).toHaveLength(2);
    expect(paths.some((path) => path.includes('two'))).toBe(false);
  });

  it('of a library that grew differs by no more than what is new', async () => {
    const before = await babblePool(studio.shelf, augment);
    studio.shelf.add(studio.spoken('four', 4));
    const after = await babblePool(studio.shelf, augment);
    expect(after.filter((id) => id !== 'four')).toEqual(before);
  });

  it('is not looked for when none is wanted', async () => {
    expect(await babblePool(studio.shelf, null)).toEqual([]);
  });
});
