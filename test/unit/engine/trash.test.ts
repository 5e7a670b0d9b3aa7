import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import { runLibraryOf } from '../../../src/main/engine/run-library.ts';
import { emptyTrash, purgeTrash } from '../../../src/main/engine/trash.ts';
import { silentLog } from '../conversations/fakes.ts';
import { config } from '../conversations/samples.ts';
import { Arrangement } from '../studio/arrange.ts';

let arranged: Arrangement;
beforeEach(async () => {
  arranged = await Arrangement.make();
  const { library, directory } = arranged;
  for (let at = 1; at <= 12; at += 1) {
    const id = `c-${at}`;
    runLibraryOf(library).create({
      ...{ id, title: id, createdAt: '2026-01-01T00:00:00.000Z', config: config() },
    });
    const folder = join(directory, 'recordings', id);
    mkdirSync(folder);
    for (const name of ['conversation.wav', 'peaks-1.bin']) writeFileSync(join(folder, name), '');
  }
});
afterEach(async () => {
  await arranged.remove();
});

const ids = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `c-${from + at}`);
const folderOf = (id: string) => join(arranged.directory, 'recordings', id);
const left = () => ids(1, 12).filter((id) => arranged.library.conversations.has(id));

/** Puts them into the trash as if that was so many days ago. */
function trashAgo(days: number, some: string[]): Date {
  arranged.library.conversations.trash(some);
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000);
}

describe('emptying the trash', () => {
  it('deletes what lies in it with all files, and nothing else', async () => {
    const { library } = arranged;
    library.conversations.trash(ids(3, 11));
    const told: string[] = [];
    const deleted = await emptyTrash(library, undefined, async (some) => void told.push(...some));
    expect(deleted.toSorted()).toEqual(ids(3, 11).toSorted());
    expect(told.toSorted()).toEqual(deleted.toSorted());
    expect(left()).toEqual(['c-1', 'c-2', 'c-12']);
    expect(ids(1, 12).filter((id) => existsSync(folderOf(id)))).toEqual(['c-1', 'c-2', 'c-12']);
    expect(await emptyTrash(library)).toEqual([]);
  });

  it('leaves what is taken out meanwhile, and copes with what is deleted meanwhile', async () => {
    const { library } = arranged;
    library.conversations.trash(ids(1, 12));
    const deleted = await emptyTrash(library, undefined, async (some) => {
      if (some.includes('c-1')) return;
      library.conversations.restore(['c-7']);
      if (library.conversations.has('c-8')) library.conversations.delete('c-8');
    });
    expect(left()).toEqual(['c-7']);
    expect(existsSync(folderOf('c-7'))).toBe(true);
    expect(deleted).not.toContain('c-7');
  });

  it('leaves what is taken out while the files of another go', async () => {
    const { library } = arranged;
    library.conversations.trash(['c-1', 'c-2']);
    const deleted = await emptyTrash(library, undefined, async () => {
      setImmediate(() => library.conversations.restore(['c-2']));
    });
    expect(deleted).toEqual(['c-1']);
    expect(library.conversations.has('c-2')).toBe(true);
    expect(existsSync(join(folderOf('c-2'), 'conversation.wav'))).toBe(true);
  });

  it('touches no file of a library that refuses changes', async () => {
    const { library } = arranged;
    library.conversations.trash(['c-1']);
    const transaction = () => {
      throw new StudioError({ code: 'library-newer', message: 'Only read.' });
    };
    await expect(emptyTrash({ ...library, transaction })).rejects.toThrow('Only read.');
    expect(existsSync(join(folderOf('c-1'), 'conversation.wav'))).toBe(true);
  });
});

describe('purging at the start', () => {
  it('deletes what lies there longer than the days that are set', async () => {
    const { library } = arranged;
    const inAMonth = trashAgo(31, ['c-1', 'c-2']);
    await purgeTrash(library, { trashDays: 30, now: new Date(), log: silentLog });
    expect(left()).toHaveLength(12);
    await purgeTrash(library, { trashDays: 30, now: inAMonth, log: silentLog });
    expect(left()).toEqual(ids(3, 12));
  });

  it('0 days keep it for ever', async () => {
    const inYears = trashAgo(10_000, ['c-1']);
    await purgeTrash(arranged.library, { trashDays: 0, now: inYears, log: silentLog });
    expect(left()).toHaveLength(12);
  });

  it('never fails, and deletes nothing from a library that is only read', async () => {
    const { library } = arranged;
    const readOnly = { ...library, readOnly: true };
    const later = trashAgo(31, ['c-1']);
    await purgeTrash(readOnly, { trashDays: 30, now: later, log: silentLog });
    const transaction = () => {
      throw new Error('no');
    };
    await purgeTrash({ ...library, transaction }, { trashDays: 30, now: later, log: silentLog });
    expect(left()).toHaveLength(12);
  });
});
