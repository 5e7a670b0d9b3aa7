import { expect, it } from 'vitest';
import type { ExportProgress } from '../../../../src/contract/export-api.ts';
import { WatchedExports } from '../../../../src/renderer/exports/watched-exports.ts';

const progress = (id: string, state: ExportProgress['state'] = 'done'): ExportProgress => ({
  ...{ id, state, done: 1, total: 1, bytes: 1, directory: '/out', files: [], error: null },
});

it('the end of an export is told once, when its dialog was closed', () => {
  const watched = new WatchedExports();
  watched.show('one')();
  expect(watched.isUnseenEnd(progress('one', 'running'))).toBe(false);
  expect(watched.isUnseenEnd(progress('one'))).toBe(true);
  expect(watched.isUnseenEnd(progress('one'))).toBe(false);
});

it('nothing is told of one that is in sight, or was begun in another window', () => {
  const watched = new WatchedExports();
  watched.show('one');
  expect(watched.isUnseenEnd(progress('one'))).toBe(false);
  expect(watched.isUnseenEnd(progress('two', 'failed'))).toBe(false);
});

it('an export that is shown twice stays in sight until both are closed', () => {
  const watched = new WatchedExports();
  const [first, second] = [watched.show('one'), watched.show('one')];
  first();
  second();
  expect(watched.isUnseenEnd(progress('one', 'cancelled'))).toBe(true);
});
