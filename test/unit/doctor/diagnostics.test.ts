import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataUsage } from '../../../src/main/doctor/data-usage.ts';
import { logTail } from '../../../src/main/doctor/log-tail.ts';
import { redacted } from '../../../src/main/doctor/redact.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-diagnostics-'));
  await mkdir(join(directory, 'logs'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});
const put = async (path: string, bytes: number): Promise<void> => {
  const file = join(directory, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, Buffer.alloc(bytes));
};

describe('data usage', () => {
  it('counts bytes by what they are for, and the trash within the recordings', async () => {
    await put('recordings/one/conversation.wav', 1000);
    await put('recordings/two/conversation.wav', 300);
    await put('recordings/two/more/peaks', 20);
    await put('backups/a.sqlite', 40);
    await put('logs/duologue.log', 5);
    await put('library.sqlite', 600);
    await put('library.sqlite-wal', 60);
    await symlink(homedir(), join(directory, 'recordings', 'one', 'elsewhere'));
    const usage = await dataUsage(directory, ['two', 'unknown']);
    expect(usage).toMatchObject({
      directory,
      recordings: 1320,
      library: 660,
      backups: 40,
      logs: 5,
    });
    expect(usage.trash).toBe(320);
    expect(usage.free).toBeGreaterThan(0);
  });

  it('of an empty directory is nothing', async () => {
    expect(await dataUsage(directory, [])).toMatchObject({ recordings: 0, library: 0, trash: 0 });
  });
});

describe('the tail of the log', () => {
  const log = () => join(directory, 'logs', 'duologue.log');

  it('is whole lines, oldest first, and bounded', async () => {
    await writeFile(log(), Array.from({ length: 50_000 }, (_, at) => `{"n":${at}}\n`).join(''));
    const lines = (await logTail(directory)).split('\n');
    expect(lines).toHaveLength(1000);
    expect([lines[0], lines.at(-1)]).toEqual(['{"n":49000}', '{"n":49999}']);
  });

  it('leaves out a line that is longer than all of it', async () => {
    await writeFile(log(), `${'x'.repeat(300_000)}\nlast\n`);
    expect(await logTail(directory)).toBe('last');
  });

  it('is empty without a log', async () => {
    await rm(join(directory, 'logs'), { recursive: true });
    expect(await logTail(directory)).toBe('');
  });
});

describe('a text for other eyes', () => {
  it.each([
    ['a secret', 'key my-own-secret!', 'key [removed]'],
    ['a secret within JSON', '{"k":"with\\"quote"}', '{"k":"[removed]"}'],
    ['a token', 'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.abc', 'token [token]'],
    ['a bearer', 'authorization: Bearer abcdef123456', 'authorization: [removed]'],
    ['a key that was never ours', 'used sk-proj-abcdef123456', 'used [removed]'],
    ['a login', 'http://me:pass@host/v1', 'http://[removed]@host/v1'],
    ['the home directory', `${homedir()}/x`, '~/x'],
    ['nothing of what is short', 'none here', 'none here'],
  ])('has %s taken out of it', (_what, text, clean) => {
    expect(redacted(text, ['my-own-secret!', 'with"quote', 'none'])).toBe(clean);
  });
});
