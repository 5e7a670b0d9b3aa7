import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { downloadsFolder } from '../../../src/main/exports/downloads.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duologue-home-'));
});
afterEach(() => rmSync(home, { recursive: true }));

it.each([
  ['XDG_DOWNLOAD_DIR="$HOME/Téléchargements"', (at: string) => join(at, 'Téléchargements')],
  ['XDG_DOWNLOAD_DIR="/data/in"', () => '/data/in'],
  ['XDG_DOWNLOAD_DIR="relative"', (at: string) => join(at, 'Downloads')],
  ['#XDG_DOWNLOAD_DIR="/no"', (at: string) => join(at, 'Downloads')],
])('downloads on Linux with %s', async (line, expected) => {
  mkdirSync(join(home, '.config'));
  writeFileSync(join(home, '.config', 'user-dirs.dirs'), `XDG_MUSIC_DIR="/m"\n${line}\n`);
  expect(await downloadsFolder({}, 'linux', home)).toBe(expected(home));
});

it('downloads elsewhere are at home', async () => {
  expect(await downloadsFolder({}, 'darwin', home)).toBe(join(home, 'Downloads'));
  expect(await downloadsFolder({}, 'linux', home)).toBe(join(home, 'Downloads'));
});
