import { describe, expect, it } from 'vitest';
import { gridKey } from '../../../../src/renderer/pages/library/grid-keys.ts';
import { remember, remembered } from '../../../../src/renderer/pages/library/list-memory.ts';
import {
  draggedWith,
  extended,
  nothing,
  rangeTo,
  toggled,
  without,
} from '../../../../src/renderer/pages/library/selection.ts';
import { snippetParts } from '../../../../src/renderer/pages/library/snippet.ts';

describe('choosing rows', () => {
  it('takes one and gives it back', () => {
    const one = toggled(nothing, 'x', 4);
    expect([...one.ids]).toEqual(['x']);
    expect(toggled(one, 'x', 4).ids.size).toBe(0);
  });

  it('drags all that are chosen along with one of them, and one that isn’t chosen alone', () => {
    const two = toggled(toggled(nothing, 'x', 4), 'y', 7);
    expect(draggedWith(two, 'y')).toEqual(['x', 'y']);
    expect(draggedWith(two, 'z')).toEqual(['z']);
  });

  it('takes a range from the last one that was pressed, in both directions', () => {
    const one = toggled(nothing, 'x', 4);
    expect(rangeTo(one, 7)).toEqual({ from: 4, to: 7 });
    expect(rangeTo(one, 1)).toEqual({ from: 1, to: 4 });
    expect(rangeTo(nothing, 3)).toEqual({ from: 3, to: 3 });
    const more = extended(one, ['x', 'y'], 5);
    expect([...more.ids]).toEqual(['x', 'y']);
    expect(more.anchor).toBe(4);
    expect([...without(more, ['x']).ids]).toEqual(['y']);
  });
});

describe('keys in the list', () => {
  const key = (name: string, more = {}) =>
    gridKey({ key: name, shiftKey: false, mod: false, ...more }, 5, 100, 10);

  it('move within the list', () => {
    expect(key('ArrowDown')).toEqual({ kind: 'move', index: 6, extend: false });
    expect(key('PageUp')).toEqual({ kind: 'move', index: 0, extend: false });
    expect(key('End')).toEqual({ kind: 'move', index: 99, extend: false });
    expect(key('ArrowDown', { shiftKey: true })).toEqual({ kind: 'move', index: 6, extend: true });
    expect(gridKey({ key: 'Home', shiftKey: false, mod: false }, 0, 0, 10)).toBeUndefined();
  });

  it('act on rows', () => {
    expect(key('Enter')).toEqual({ kind: 'open' });
    expect(key('Delete')).toEqual({ kind: 'trash' });
    expect(key(' ')).toEqual({ kind: 'toggle' });
    expect(key('Escape')).toEqual({ kind: 'clear' });
    expect(key('a', { mod: true })).toEqual({ kind: 'all' });
  });

  it('leave the others to the page', () => {
    expect(key('a')).toBeUndefined();
    expect(key('k', { mod: true })).toBeUndefined();
    expect(key('/')).toBeUndefined();
  });
});

describe('a snippet', () => {
  it('is cut at the marks of its matches', () => {
    expect(snippetParts('my \u0002parcel\u0003 was \u0002late\u0003')).toEqual([
      { text: 'my ', match: false },
      { text: 'parcel', match: true },
      { text: ' was ', match: false },
      { text: 'late', match: true },
    ]);
  });

  it('may have marks that are not closed', () => {
    expect(snippetParts('a \u0002b')).toEqual([
      { text: 'a ', match: false },
      { text: 'b', match: true },
    ]);
    expect(snippetParts('')).toEqual([]);
  });
});

describe('the place in the list', () => {
  it('is kept for the same list only', () => {
    remember({ key: 'one', offset: 500 });
    remember({ key: 'one', active: 7 });
    expect(remembered('one')).toEqual({ key: 'one', offset: 500, active: 7 });
    expect(remembered('two')).toEqual({ key: 'two', offset: 0, active: 0 });
  });
});
