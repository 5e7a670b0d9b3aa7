import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { StudioError, type ErrorData } from '../../../src/contract/errors.ts';
import {
  findServerBinary,
  type FindServerOptions,
} from '../../../src/main/livekit/server-binary.ts';
import { cachedBinary, cacheFolder } from '../../../src/main/livekit/server-cache.ts';
import { checksumOf } from '../../../src/main/livekit/server-download.ts';
import { serverRelease } from '../../../src/main/livekit/server-release.ts';
import {
  FakeRelease,
  fakeProgram,
  saysVersion,
  TAR_ASSET,
  VERSION,
  ZIP_ASSET,
} from './fake-server-release.ts';

let folder: string;
let bin: string;
let cacheDirectory: string;
let release: FakeRelease;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'server-binary-'));
  bin = path.join(folder, 'bin');
  cacheDirectory = path.join(folder, 'cache');
  release = await FakeRelease.start(folder);
});
afterEach(async () => {
  await release.stop();
  await rm(folder, { recursive: true, force: true });
});

function find(options: Partial<FindServerOptions> = {}) {
  return findServerBinary({
    env: { PATH: bin },
    cacheDirectory,
    release: release.table,
    target: 'linux-x64',
    ...options,
  });
}

async function failure(attempt: Promise<unknown>): Promise<ErrorData> {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof StudioError) return error.data;
  throw new Error(`expected a StudioError, got ${String(error)}`);
}

const versionFolder = () => cacheFolder(cacheDirectory, VERSION);

// The fakes are shell scripts.
describe.runIf(process.platform !== 'win32')('findServerBinary', () => {
  test('takes the setting first, of any version, then LIVEKIT_SERVER', async () => {
    const file = await fakeProgram(folder, 'mine', saysVersion('1.99.0'));
    const found = { path: file, version: '1.99.0', source: 'setting' };
    expect(await find({ setting: file, env: { LIVEKIT_SERVER: '/nowhere' } })).toEqual(found);
    expect(await find({ env: { LIVEKIT_SERVER: file } })).toEqual(found);
    expect(release.requests).toEqual([]);
  });

  test('asks for the version without the secrets of the environment', async () => {
    vi.stubEnv('LIVEKIT_API_SECRET', 'canary');
    onTestFinished(() => void vi.unstubAllEnvs());
    const blabbing = await fakeProgram(
      folder,
      'blabbing',
      'echo "livekit-server version 1-${LIVEKIT_API_SECRET:-none}"',
    );
    expect((await find({ setting: blabbing })).version).toBe('1-none');
  });

  test('refuses a setting that does not hold, and takes no other server', async () => {
    const error = await failure(find({ setting: path.join(folder, 'nowhere') }));
    expect(error.code).toBe('livekit-server-missing');
    expect(error.message).toContain('there is no such file');
    expect(error.remedy).toContain('LIVEKIT_SERVER');
    const stranger = await fakeProgram(folder, 'stranger', 'echo hello');
    expect((await failure(find({ setting: stranger }))).message).toContain(
      'does not say its version',
    );
    expect(release.requests).toEqual([]);
  });

  test('takes the cache before PATH', async () => {
    const cached = await fakeProgram(versionFolder(), 'livekit-server', saysVersion(VERSION));
    await fakeProgram(bin, 'livekit-server', saysVersion(VERSION));
    expect(await find()).toEqual({ path: cached, version: VERSION, source: 'cache' });
  });

  test('takes PATH when its version is the pinned one', async () => {
    const file = await fakeProgram(bin, 'livekit-server', saysVersion(VERSION));
    expect(await find()).toEqual({ path: file, version: VERSION, source: 'path' });
  });

  test('passes over another version on PATH and a broken cache, and fetches the release', async () => {
    await fakeProgram(bin, 'livekit-server', saysVersion('1.9.0'));
    await fakeProgram(versionFolder(), 'livekit-server', 'exit 3');
    await mkdir(path.join(versionFolder(), 'making-left-over'));
    const fractions: number[] = [];
    const onProgress = (_text: string, fraction?: number) => {
      if (fraction !== undefined) fractions.push(fraction);
    };
    const place = cachedBinary(cacheDirectory, VERSION);
    expect(await find({ onProgress })).toEqual({
      path: place,
      version: VERSION,
      source: 'release',
    });
    expect(fractions.at(-1)).toBe(1);
    expect(await readdir(versionFolder())).toEqual(['livekit-server']);
    expect((await find()).source).toBe('cache');
  });

  test('unpacks a zip', async () => {
    expect((await find({ target: 'win32-x64' })).source).toBe('release');
    expect(release.requests).toEqual(['/checksums.txt', `/${ZIP_ASSET}`]);
  });

  test('refuses a release whose checksum differs', async () => {
    release.answers.set(`/${TAR_ASSET}`, (response) => response.end('something else'));
    const error = await failure(find());
    expect(error.message).toContain(`${TAR_ASSET} does not match its checksum`);
    expect(await readdir(versionFolder())).toEqual([]);
  });

  test('names a 404, an interrupted download, a missing asset and an unsafe address', async () => {
    release.answers.delete(`/${TAR_ASSET}`);
    expect((await failure(find())).message).toContain('HTTP 404');
    release.answers.set(`/${TAR_ASSET}`, (response) => {
      response.setHeader('content-length', 1000);
      response.write('half of it', () => response.destroy());
    });
    expect((await failure(find())).message).toMatch(/GitHub release: 127\.0\.0\.1:\d+: /);
    expect((await failure(find({ target: 'darwin-arm64' }))).message).toContain(
      'there is no release for darwin-arm64',
    );
    const table = { ...release.table, baseUrl: 'http://example.com' };
    expect((await failure(find({ release: table }))).message).toContain('is not HTTPS');
    expect(await readdir(versionFolder())).toEqual([]);
  });

  test('builds with Go when there is no release, and counts the packages', async () => {
    const script = [
      'case "$1" in',
      '  list) echo one; echo two;;',
      '  build)',
      '    test -f go.sum || exit 1',
      '    echo one >&2; echo two >&2',
      '    while [ "$1" != -o ]; do shift; done',
      `    printf '#!/bin/sh\\n${saysVersion(VERSION)}\\n' > "$2";;`,
      'esac',
    ];
    await fakeProgram(bin, 'go', script.join('\n'));
    const texts: string[] = [];
    const onProgress = (text: string) => texts.push(text);
    const found = await find({ target: 'darwin-arm64', onProgress });
    expect(found.source).toBe('go-build');
    expect(texts.at(-1)).toBe('building with Go: 2 of 2 packages');
    expect(await readdir(versionFolder())).toEqual(['livekit-server']);
  });

  test('when all fail, lists the reason of each and one remedy', async () => {
    await fakeProgram(bin, 'go', 'echo "go: no network" >&2; exit 1');
    const error = await failure(find({ target: 'darwin-arm64' }));
    expect(error.code).toBe('livekit-server-missing');
    expect(error.details?.['reasons']).toEqual([
      expect.stringContaining('cache ('),
      'PATH: there is no livekit-server on it',
      'GitHub release: there is no release for darwin-arm64',
      'Go build: go list failed: go: no network',
    ]);
    expect(error.remedy).toContain('install Go');
    await rm(path.join(bin, 'go'));
    expect((await failure(find({ target: 'darwin-arm64' }))).message).toContain('no go on PATH');
  });

  test('two at once fetch once', async () => {
    const [one, two] = await Promise.all([find(), find()]);
    expect([one.source, two.source].sort()).toEqual(['cache', 'release']);
    expect(one.path).toBe(two.path);
    expect(release.requests.filter((url) => url === `/${TAR_ASSET}`)).toHaveLength(1);
  });

  test('ends at once when it is stopped, and leaves nothing behind', async () => {
    const stop = new AbortController();
    release.answers.set(`/${TAR_ASSET}`, () => {
      stop.abort();
    });
    expect((await failure(find({ signal: stop.signal }))).code).toBe('cancelled');
    expect(await readdir(versionFolder())).toEqual([]);
  });
});

describe('the release', () => {
  test('has a table that agrees with itself', () => {
    const { version, baseUrl, assets } = serverRelease();
    expect(baseUrl).toMatch(new RegExp(`^https://.*/v${version}$`));
    for (const asset of Object.values(assets)) expect(asset).toContain(`_${version}_`);
  });

  test('checksums are found by the whole name', () => {
    const digest = 'a'.repeat(64);
    const text = `${'b'.repeat(64)}  other_x.zip\n${digest}  x.zip\r\n`;
    expect(checksumOf(text, 'x.zip')).toBe(digest);
    expect(() => checksumOf(text, 'y.zip')).toThrow('do not name y.zip');
  });
});
