import { describe, expect, it } from 'vitest';
import {
  filterCount,
  formatState,
  parseState,
  toggleFacet,
  withFields,
} from '../../../../src/renderer/pages/library/library-state.ts';

describe('the address of the library', () => {
  it('holds query, order and filter, and gives them back', () => {
    const state = {
      query: 'tracking number',
      sort: 'gap' as const,
      filter: {
        scenario: ['late-parcel', 'dentist'],
        status: ['failed' as const],
        tag: ['a & b'],
        from: '2026-11-01T00:00:00.000Z',
        minMs: 60_000,
        trash: true,
      },
    };
    expect(parseState(formatState(state))).toEqual(state);
  });

  it('is empty for the usual view', () => {
    expect(formatState(parseState(''))).toBe('');
    expect(parseState('')).toEqual({ query: '', sort: 'newest', filter: { trash: false } });
  });

  it('leaves out what is not valid', () => {
    const { sort, filter } = parseState('sort=rudest&status=asleep&from=yesterday&minMs=x&tag=ok');
    expect(sort).toBe('newest');
    expect(filter).toEqual({ tag: ['ok'], trash: false });
  });
});

describe('the filter', () => {
  it('takes a value and gives it back', () => {
    const one = toggleFacet({ trash: false }, 'tag', 'demo');
    const two = toggleFacet(one, 'tag', 'slow');
    expect(two.tag).toEqual(['demo', 'slow']);
    expect(toggleFacet(one, 'tag', 'demo')).toEqual({ trash: false });
  });

  it('counts what narrows the list down', () => {
    expect(filterCount({ trash: true })).toBe(0);
    expect(filterCount({ tag: ['a', 'b'], minMs: 1, maxMs: 2, before: 'x' })).toBe(4);
  });

  it('loses fields that are set to nothing', () => {
    expect(withFields({ minMs: 1, trash: false }, { minMs: undefined, maxMs: 5 })).toEqual({
      maxMs: 5,
      trash: false,
    });
  });
});
