import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  diffDocuments,
  shortened,
  type ReadField,
} from '../../../../src/renderer/documents/document-diff.ts';

interface Note {
  name: string;
  facts: string[];
}
const fields: ReadField<Note>[] = [
  { label: 'Name', read: ({ name }) => name },
  { label: 'Facts', read: ({ facts }) => facts },
];

describe('the difference of two versions', () => {
  it('names only the fields that differ', () => {
    const before = { name: 'Maya', facts: ['Home after four.'] };
    expect(diffDocuments(before, { ...before }, fields)).toEqual([]);
    const diff = diffDocuments(before, { ...before, name: 'May' }, fields);
    expect(diff.map(({ label }) => label)).toEqual(['Name']);
  });

  it('goes word by word in texts', () => {
    const [field] = diffDocuments(
      { name: 'You are quick.', facts: [] },
      { name: 'You are very quick.', facts: [] },
      fields,
    );
    expect(field).toMatchObject({ form: 'text' });
    expect(field!.pieces.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'added', text: 'very ' },
    ]);
  });

  it('goes entry by entry in lists', () => {
    const [field] = diffDocuments(
      { name: '', facts: ['one', 'two', 'three'] },
      { name: '', facts: ['one', 'three', 'four'] },
      fields,
    );
    expect(field).toEqual({
      label: 'Facts',
      form: 'list',
      pieces: [
        { kind: 'same', text: 'one' },
        { kind: 'removed', text: 'two' },
        { kind: 'same', text: 'three' },
        { kind: 'added', text: 'four' },
      ],
    });
  });

  it('holds both texts whole', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const [field] = diffDocuments(
          { name: before, facts: [] },
          { name: after, facts: [] },
          fields,
        );
        const pieces = field?.pieces ?? [{ kind: 'same', text: before }];
        const without = (kind: string) =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map(({ text }) => text)
            .join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });

  it('leaves out the middle of what stayed the same', () => {
    const long = 'word '.repeat(100);
    const pieces = shortened([
      { kind: 'same', text: long },
      { kind: 'added', text: 'new' },
      { kind: 'same', text: 'short end' },
    ]);
    expect(pieces[0]!.text).toMatch(/^… /);
    expect(pieces[0]!.text.length).toBeLessThan(100);
    expect(pieces.slice(1).map(({ text }) => text)).toEqual(['new', 'short end']);
  });
});
