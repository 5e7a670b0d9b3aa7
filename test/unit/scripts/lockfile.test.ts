import { expect, test } from 'vitest';
import { missingPackages } from '../../../scripts/lib/lockfile.mjs';

const a = { version: '1.0.0', integrity: 'sha512-a' };
const wanted = { packages: { '': { version: '0.1.0' }, 'node_modules/a': a } };

test('nothing is missing when the same versions are installed, whatever else is there', () => {
  const installed = { packages: { 'node_modules/a': a, 'node_modules/more': a } };
  expect(missingPackages(wanted, installed)).toEqual([]);
});

test('everything is missing before the first install', () => {
  expect(missingPackages(wanted, null)).toEqual(['node_modules/a']);
});

test('another version or another content is missing', () => {
  for (const other of [
    { ...a, version: '1.0.1' },
    { ...a, integrity: 'sha512-b' },
  ]) {
    const installed = { packages: { 'node_modules/a': other } };
    expect(missingPackages(wanted, installed)).toEqual(['node_modules/a']);
  }
});

test('optional packages, made for other platforms, may be missing', () => {
  const optional = { packages: { 'node_modules/o': { ...a, optional: true } } };
  expect(missingPackages(optional, { packages: {} })).toEqual([]);
});
