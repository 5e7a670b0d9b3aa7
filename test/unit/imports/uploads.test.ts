import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Uploads } from '../../../src/main/imports/uploads.ts';
import { uploadName } from '../../../src/main/imports/upload-name.ts';
import { ManualClock } from '../conversations/manual-clock.ts';

let directory: string;
let clock: ManualClock;
let uploads: Uploads;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-uploads-'));
  clock = new ManualClock();
  uploads = new Uploads({ directory, clock, mostBytes: 1000, mostFiles: 3 });
});
afterEach(async () => {
  await uploads.close();
  await rm(directory, { recursive: true });
});

const kept = (): string[] => {
  const folder = join(directory, 'uploads');
  return existsSync(folder) ? readdirSync(folder) : [];
};

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

const take = (name: string, ...texts: string[]) => uploads.take({ name, body: pieces(...texts) });

it('keeps a file with its facts under a name of its own', async () => {
  const { id } = await take('export\\..x/./ä.wav', 'one', 'two');
  expect(kept()).toEqual([id]);
  const [upload] = uploads.claim([id, id]);
  expect(upload).toMatchObject({ name: 'export/..x/ä.wav', bytes: 6 });
  expect(readFileSync(upload?.path ?? '', 'utf8')).toBe('onetwo');
  expect(upload?.sha256).toBe(createHash('sha256').update('onetwo').digest('hex'));
});

it.each(['', '..', 'a/../b.wav', '/', '.', 'a\nb', 'a\0b', 'x'.repeat(1001)])(
  'refuses the name %j, and reads nothing',
  async (name) => {
    await expect(take(name, 'x')).rejects.toMatchObject({ data: { code: 'invalid-input' } });
    expect(kept()).toEqual([]);
  },
);

it('a name keeps its folders, and is never absolute', () => {
  expect(uploadName('/export//a/conversation.json')).toBe('export/a/conversation.json');
});

it('stops at the limit, and nothing of it stays', async () => {
  await take('x.wav', 'x'.repeat(1000));
  const late = take('big.wav', 'x'.repeat(999), 'xx', 'never read');
  await expect(late).rejects.toMatchObject({ data: { code: 'invalid-input' } });
  expect(kept()).toHaveLength(1);
});

it('what breaks off leaves nothing, and says why', async () => {
  async function* broken() {
    yield Buffer.from('begun');
    throw new Error('the line was cut');
  }
  const taking = uploads.take({ name: 'x.wav', body: broken() });
  await expect(taking).rejects.toThrow('the line was cut');
  expect(kept()).toEqual([]);
});

it('takes only so many at a time', async () => {
  const ids = [await take('1', 'x'), await take('2', 'x'), await take('3', 'x')];
  await expect(take('4', 'x')).rejects.toMatchObject({ data: { code: 'conflict' } });
  await uploads.remove([ids[0]?.id ?? '']);
  await take('4', 'x');
  expect(kept()).toHaveLength(3);
});

describe('nothing stays for ever', () => {
  it('after an hour without an import it is removed', async () => {
    const { id } = await take('x.wav', 'x');
    await clock.advance(59 * 60_000);
    expect(kept()).toEqual([id]);
    await clock.advance(60_000);
    await expect.poll(kept, { timeout: 20_000 }).toEqual([]);
    expect(() => uploads.claim([id])).toThrow('kept for an hour');
  });

  it('what is claimed is its owner’s: it is not removed under its hands', async () => {
    const { id } = await take('x.wav', 'x');
    uploads.claim([id]);
    await clock.advance(2 * 60 * 60_000);
    expect(kept()).toEqual([id]);
    expect(() => uploads.claim([id])).toThrow();
  });

  it('a claim of some that are gone takes none', async () => {
    const { id } = await take('x.wav', 'x');
    expect(() => uploads.claim([id, 'gone'])).toThrow();
    expect(uploads.claim([id])).toHaveLength(1);
  });

  it('an earlier session’s is removed at the start, and this one’s at the end', async () => {
    mkdirSync(join(directory, 'uploads'));
    writeFileSync(join(directory, 'uploads', 'left'), 'x');
    await uploads.clear();
    expect(kept()).toEqual([]);
    await take('x.wav', 'x');
    await uploads.close();
    expect(kept()).toEqual([]);
    await expect(take('y.wav', 'y')).rejects.toMatchObject({ data: { code: 'conflict' } });
  });
});
