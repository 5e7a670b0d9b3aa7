import { describe, expect, it } from 'vitest';
import {
  carryOut,
  planImport,
  type Naming,
} from '../../../../src/renderer/documents/import-plan.ts';

interface Doc {
  id: string;
  name: string;
}
const naming: Naming<Doc> = {
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  renamed: (document, id, name) => ({ ...document, id, name }),
  fallbackId: 'doc',
  maxNameLength: 80,
};
const maya = { id: 'maya', name: 'Maya' };
const sam = { id: 'sam', name: 'Sam' };
const file = (document: Doc) => ({ fileName: `${document.id}.yaml`, document });

describe('an import', () => {
  it('takes what is new as it is', () => {
    const plan = planImport([file(sam)], [maya], naming);
    expect(plan).toMatchObject([{ conflictsWith: undefined }]);
    expect(carryOut(plan, [maya], naming)).toEqual([sam]);
  });

  it('keeps both, replaces or leaves out what exists', () => {
    const [entry] = planImport([file({ ...maya, name: 'Maya O.' })], [maya], naming);
    expect(entry).toMatchObject({ conflictsWith: 'Maya', choice: 'keep-both' });
    const outcome = (choice: 'keep-both' | 'replace' | 'skip') =>
      carryOut([{ ...entry!, choice }], [maya], naming);
    expect(outcome('keep-both')).toEqual([{ id: 'maya-o-copy', name: 'Maya O. (copy)' }]);
    expect(outcome('replace')).toEqual([{ id: 'maya', name: 'Maya O.' }]);
    expect(outcome('skip')).toEqual([]);
  });

  it('sees that two files are the same', () => {
    const plan = planImport([file(sam), file(sam)], [], naming);
    expect(plan.map(({ conflictsWith }) => conflictsWith)).toEqual([undefined, 'Sam']);
    expect(carryOut(plan, [], naming).map(({ id }) => id)).toEqual(['sam', 'sam-copy']);
  });

  it('gives no copy the id of a file that comes later', () => {
    const later = { id: 'maya-copy', name: 'Another' };
    const plan = planImport([file(maya), file(later)], [maya], naming);
    const ids = carryOut(plan, [maya], naming).map(({ id }) => id);
    expect(ids).toEqual(['maya-copy-2', 'maya-copy']);
  });
});
