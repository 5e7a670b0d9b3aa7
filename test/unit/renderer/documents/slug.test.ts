import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugSchema } from '../../../../src/contract/persona.ts';
import { copyName, slugOf, uniqueSlug } from '../../../../src/renderer/documents/slug.ts';

describe('ids made from names', () => {
  it.each([
    ['Maya Ortiz', 'maya-ortiz'],
    ["  Zoë O'Neill-Straße ", 'zoe-oneill-strasse'],
    ['Ærø & Łódź', 'aero-lodz'],
    ['№ 7', 'no-7'],
    ['山田', 'persona'],
    ['…', 'persona'],
  ])('makes %j into %j', (name, id) => {
    expect(slugOf(name, 'persona')).toBe(id);
  });

  it('is always an id that the contract takes, and never one that is taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(12), (name, copies) => {
        const taken: string[] = [];
        for (let copy = 0; copy <= copies; copy++) taken.push(uniqueSlug(name, taken, 'persona'));
        expect(new Set(taken).size).toBe(taken.length);
        for (const id of taken) expect(slugSchema.safeParse(id).success).toBe(true);
      }),
    );
  });

  it('counts on from the second', () => {
    expect(uniqueSlug('Maya', ['maya', 'maya-2'], 'persona')).toBe('maya-3');
  });
});

describe('names of copies', () => {
  it('says that it is a copy, and counts', () => {
    expect(copyName('Maya', ['Maya'], 80)).toBe('Maya (copy)');
    expect(copyName('Maya (copy)', ['Maya', 'Maya (copy)'], 80)).toBe('Maya (copy 2)');
  });

  it('stays as short as the contract wants it', () => {
    expect(copyName('x'.repeat(80), [], 80)).toHaveLength(80);
  });
});
