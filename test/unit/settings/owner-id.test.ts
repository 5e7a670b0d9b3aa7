import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownerId } from '../../../src/main/settings/owner-id.ts';

const FORM = /^[0-9a-f]{16}$/;

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'duologue-owner-'));
});
afterEach(() => rmSync(place, { recursive: true }));

it('an owner id stays with its directory and differs from every other', () => {
  const other = mkdtempSync(join(place, 'other-'));
  const id = ownerId(place);
  expect(id).toMatch(FORM);
  expect(ownerId(place)).toBe(id);
  expect(ownerId(other)).not.toBe(id);
  expect(ownerId(join(place, 'missing'))).toMatch(FORM);
});

it('one that is broken, or of an earlier version, is made anew', () => {
  for (const text of ['broken', '0123456789abcdef\n']) {
    writeFileSync(join(place, 'owner-id'), text);
    const id = ownerId(place);
    expect(id).toMatch(FORM);
    expect(id).not.toBe(text.trim());
    expect(ownerId(place)).toBe(id);
  }
});

it('a copy of a directory is another owner: neither closes the rooms of the other', () => {
  const one = join(place, 'one');
  const copy = join(place, 'copy');
  mkdirSync(one);
  const owner = ownerId(one);
  cpSync(one, copy, { recursive: true });
  expect(ownerId(copy)).not.toBe(owner);
  expect(ownerId(one)).toBe(owner);
  expect(ownerId(one, 'another-computer')).not.toBe(owner);
});
