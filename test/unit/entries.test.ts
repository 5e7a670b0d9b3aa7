import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StudioError } from '../../src/contract/errors.ts';
import { entryPath, packageRoot } from '../../src/main/entries.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'duologue-entries-'));
  writeFileSync(join(root, 'package.json'), '{"name":"duologue"}');
  mkdirSync(join(root, 'out', 'main', 'chunks'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the package is found upward from built code, past foreign packages', () => {
  writeFileSync(join(root, 'out', 'package.json'), '{"type":"module"}');
  expect(packageRoot(join(root, 'out', 'main', 'chunks'))).toBe(root);
});

test('a built program is found', () => {
  writeFileSync(join(root, 'out', 'main', 'leash.js'), '');
  expect(entryPath('leash', root)).toBe(join(root, 'out', 'main', 'leash.js'));
});

test('one that is not built is an error with a remedy', () => {
  expect(() => entryPath('worker', root)).toThrow(StudioError);
  expect(() => entryPath('worker', root)).toThrow('worker.js is missing');
});
