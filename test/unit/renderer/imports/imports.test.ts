import { describe, expect, it } from 'vitest';
import type { ImportProgress } from '../../../../src/contract/import-api.ts';
import { importHeadline } from '../../../../src/renderer/imports/import-words.ts';
import { wantedFiles } from '../../../../src/renderer/imports/wanted-files.ts';

const file = (name: string, size = 10) => ({ name, file: { size } });

describe('wantedFiles', () => {
  it('takes documents and sound out of an exported folder, and nothing else', () => {
    const found = wantedFiles([
      file('Calls/manifest.json'),
      file('Calls/.duologue-export.json'),
      file('Calls/one/conversation.json'),
      file('Calls/one/conversation.wav', 1000),
      file('Calls/one/conversation.vtt'),
      file('Calls/two/conversation.JSON'),
      file('Calls/two/conversation.a.opus', 500),
    ]);
    expect(found.wanted.map(({ name }) => name)).toEqual([
      'Calls/one/conversation.json',
      'Calls/two/conversation.JSON',
      'Calls/one/conversation.wav',
      'Calls/two/conversation.a.opus',
    ]);
    expect(found).toMatchObject({ documents: 2, sounds: 2, bytes: 1520, others: 3 });
  });

  it('of a persona in YAML it wants nothing', () => {
    expect(wantedFiles([file('maya.yaml')])).toMatchObject({ documents: 0, others: 1 });
  });
});

describe('importHeadline', () => {
  const progress = (change: Partial<ImportProgress>): ImportProgress => ({
    ...{ id: 'i', state: 'done', done: 0, total: 0, error: null },
    ...{ imported: [], skipped: [], failures: [], incomplete: [] },
    ...change,
  });
  const failure = { name: 'x', error: { code: 'invalid-input' as const, message: 'Bad.' } };

  it.each<[Partial<ImportProgress>, string]>([
    [{ state: 'running' }, 'Importing…'],
    [{}, 'Nothing was imported'],
    [{ imported: ['a'] }, '1 conversation imported'],
    [{ imported: ['a', 'b'], skipped: ['c'] }, '2 conversations imported, 1 was there already'],
    [{ skipped: ['c', 'd'] }, '2 were there already'],
    [{ failures: [failure] }, '1 could not be taken in'],
    [{ state: 'cancelled', imported: ['a'] }, 'Cancelled. 1 conversation imported'],
  ])('%j', (change, words) => {
    expect(importHeadline(progress(change))).toBe(words);
  });
});
