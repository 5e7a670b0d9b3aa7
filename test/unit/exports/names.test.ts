import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportFolder } from '../../../src/main/exports/export-folder.ts';
import { folderName, freeName } from '../../../src/main/exports/names.ts';
import { persona } from '../conversations/samples.ts';
import { conversation } from './samples.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-names-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

function named(title: string, name = 'Ann', id = 'x-1234abcd') {
  const { config } = conversation();
  const personas = { a: { ...persona('ann', 'Ann'), name }, b: config.personas.b };
  return conversation({ id, title, config: { ...config, personas } });
}

describe('the name of a folder', () => {
  it('says when, what, who and which', () => {
    expect(folderName(conversation())).toBe('2026-11-23-late-parcel-ann-ben-abcd1234');
  });

  it.each<[string, string, string]>([
    ['../../etc/passwd', 'Ann', '2026-11-23-etc-passwd-ann-ben-1234abcd'],
    ['/absolute', 'C:\\Windows', '2026-11-23-absolute-c-windows-ben-1234abcd'],
    ['a\0b', '..', '2026-11-23-a-b-ben-1234abcd'],
    ['CON', 'nul.txt', '2026-11-23-con-nul-txt-ben-1234abcd'],
    ['', '🎧', '2026-11-23-ben-1234abcd'],
    ['-rf *', '$(x) `y`', '2026-11-23-rf-x-y-ben-1234abcd'],
    ['e\u0301te\u0301', 'שלום \u202Eabc', '2026-11-23-été-שלום-abc-ben-1234abcd'],
    ['lone \uD800 half', 'Ann.', '2026-11-23-lone-half-ann-ben-1234abcd'],
  ])('of %j and %j is %s', (title, name, expected) => {
    expect(folderName(named(title, name))).toBe(expected);
  });

  it('is short enough for every file system, in any script', () => {
    const name = folderName(named('長'.repeat(300), '𐍈'.repeat(300), '字'.repeat(200)));
    expect(Buffer.byteLength(`.${name}.12345678.tmp`)).toBeLessThanOrEqual(255);
  });

  it('does not trust a date', () => {
    const forged = conversation({ createdAt: '../../2026' });
    expect(folderName(forged)).toMatch(/^undated-late-parcel/);
  });
});

describe('a folder in the directory', () => {
  const { signal } = new AbortController();

  it('lies inside it, whatever the conversation is called', async () => {
    const outside = new Set(readdirSync(resolve(directory, '..')));
    for (const title of ['../x', '/x', 'a\0b', 'CON', 'x'.repeat(300), '..']) {
      const { folder = '' } = await exportFolder(directory, named(title, title), ['json'], signal);
      expect(basename(folder)).toBe(folder);
      expect(existsSync(join(directory, folder, 'conversation.json'))).toBe(true);
    }
    const now = readdirSync(resolve(directory, '..')).filter((name) => /^x/.test(name));
    expect(now.filter((name) => !outside.has(name))).toEqual([]);
  });

  it('never takes the place of what is there: a folder, a file, a link', async () => {
    const name = folderName(conversation());
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, `${name}-2`), 'mine');
    symlinkSync('/nowhere', join(directory, `${name}-3`));
    expect(await freeName(directory, name)).toBe(`${name}-4`);
    const { folder } = await exportFolder(directory, conversation(), ['txt'], signal);
    expect(folder).toBe(`${name}-4`);
  });
});
