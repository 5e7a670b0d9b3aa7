import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { dataDirectory, defaultDataDirectory } from '../../src/main/data-directory.ts';

test('the flag wins over the environment, the environment over the platform', () => {
  const env = { DUOLOGUE_DATA_DIR: '/from/env' };
  expect(dataDirectory({ flag: '/from/flag', env })).toBe(resolve('/from/flag'));
  expect(dataDirectory({ env })).toBe(resolve('/from/env'));
  expect(dataDirectory({ env: {} })).toBe(defaultDataDirectory());
  expect(dataDirectory({ flag: '', env: { DUOLOGUE_DATA_DIR: '' } })).toBe(defaultDataDirectory());
});

test('the platform folder is absolute and bears the plain name', () => {
  expect(isAbsolute(defaultDataDirectory())).toBe(true);
  expect(defaultDataDirectory()).toMatch(/[\\/]duologue([\\/]|$)/);
});

test('relative paths and a leading ~ become absolute', () => {
  expect(dataDirectory({ flag: 'here', env: {} })).toBe(resolve('here'));
  expect(dataDirectory({ env: { DUOLOGUE_DATA_DIR: '~/studio' } })).toBe(join(homedir(), 'studio'));
  expect(dataDirectory({ flag: '~other', env: {} })).toBe(resolve('~other'));
});
