import { describe, expect, it } from 'vitest';
import * as rows from '../../../../src/renderer/documents/rows.ts';

const isBlank = (text: string) => text.trim() === '';
const texts = (list: rows.Row<string>[]) => list.map(({ value }) => value).join('');

describe('rows of an editable list', () => {
  const abc = rows.rowsOf(['a', 'b', 'c']);

  it('moves by one place, and not beyond the ends', () => {
    expect(texts(rows.moveBy(abc, 0, 1))).toBe('bac');
    expect(texts(rows.moveBy(abc, 2, -1))).toBe('acb');
    expect(texts(rows.moveBy(abc, 0, -1))).toBe('abc');
    expect(texts(rows.moveBy(abc, 2, 1))).toBe('abc');
  });

  it('keeps the keys with their rows, and gives new rows new ones', () => {
    const longer = rows.insertAfter(rows.moveBy(abc, 0, 1), 0, 'x');
    expect(longer.map(({ key, value }) => `${value}${String(key)}`)).toEqual([
      'b1',
      'x3',
      'a0',
      'c2',
    ]);
  });

  it('changes and removes one', () => {
    expect(texts(rows.replaceAt(abc, 1, 'B'))).toBe('aBc');
    expect(texts(rows.removeAt(abc, 1))).toBe('ac');
  });

  it('leaves empty rows out of the values, and finds rows by value', () => {
    const gaps = rows.rowsOf(['', 'a', ' ', 'b']);
    expect(rows.valuesOf(gaps, isBlank)).toEqual(['a', 'b']);
    expect(rows.rowOfValue(gaps, 0, isBlank)).toBe(1);
    expect(rows.rowOfValue(gaps, 1, isBlank)).toBe(3);
    expect(rows.rowOfValue(gaps, 2, isBlank)).toBe(-1);
  });
});
