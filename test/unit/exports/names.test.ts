import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  folderName,
  freeName,
  rangeSuffix,
  recordingName,
} from '../../../src/main/exports/names.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-names-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

function named(title: string, name = 'Ann', id = 'x-1234abcd') {
  return { id, title, createdAt: '2026-11-23T11:04:00.000Z', speakers: { a: name, b: 'Ben' } };
}

describe('the name of a folder', () => {
  it('says when, what, who and which', () => {
    expect(folderName(named('Late parcel', 'Ann', '019ab000-0000-7000-8000-0000abcd1234'))).toBe(
      '2026-11-23-late-parcel-ann-ben-abcd1234',
    );
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
    const forged = { ...named('Late parcel'), createdAt: '../../2026' };
    expect(folderName(forged)).toMatch(/^undated-late-parcel/);
  });
});

describe('a name in a directory', () => {
  it('is never one that is there: of a folder, a file, a link', async () => {
    const name = folderName(named('Late parcel'));
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, `${name}-2`), 'mine');
    symlinkSync('/nowhere', join(directory, `${name}-3`));
    expect(await freeName(directory, name)).toBe(`${name}-4`);
  });
});

describe('the name of a recording in tables', () => {
  it('is the id where that is a plain word', () => {
    const id = '019ab000-0000-7000-8000-0000abcd1234';
    expect(recordingName(id)).toBe(id);
  });

  it.each(['../x', 'a b', 'a/b', '', '-rf', '..', 'x'.repeat(300), 'é', 'a\nb'])(
    'else a plain word that tells it from others: %j',
    (id) => {
      expect(recordingName(id)).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{0,60}$/);
      expect(recordingName(id)).not.toBe(recordingName(`${id}!`));
    },
  );
});

it('a clip says its range', () => {
  expect(rangeSuffix({ fromMs: 12_500.4, toMs: 31_000 })).toBe('-12500-31000ms');
});
