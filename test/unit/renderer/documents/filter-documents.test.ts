import { describe, expect, it } from 'vitest';
import { countTags, filterDocuments } from '../../../../src/renderer/documents/filter-documents.ts';

const items = [
  {
    id: 'maya-ortiz',
    name: 'Maya Ortiz',
    words: 'customer A teacher',
    tags: ['customer', 'friendly'],
  },
  { id: 'jose', name: 'José Pérez', words: 'patient', tags: ['customer'] },
  { id: 'sam', name: 'Sam Reed', words: 'support agent', tags: ['support'] },
];
const ids = (search: string, tags: string[] = []) =>
  filterDocuments(items, { search, tags }).map(({ id }) => id);

describe('the lists', () => {
  it('find by the beginnings of words, without regard to case and accents', () => {
    expect(ids('')).toHaveLength(3);
    expect(ids('TEACH may')).toEqual(['maya-ortiz']);
    expect(ids('perez')).toEqual(['jose']);
    expect(ids('eacher')).toEqual([]);
  });

  it('narrow by all tags that are chosen', () => {
    expect(ids('', ['customer'])).toEqual(['maya-ortiz', 'jose']);
    expect(ids('', ['customer', 'friendly'])).toEqual(['maya-ortiz']);
  });

  it('count the tags', () => {
    expect(countTags(items)).toEqual([
      { tag: 'customer', count: 2 },
      { tag: 'friendly', count: 1 },
      { tag: 'support', count: 1 },
    ]);
  });
});
