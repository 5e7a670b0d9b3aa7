import { describe, expect, it } from 'vitest';
import { rank, score } from '../../../../src/renderer/shell/palette-rank.ts';

const entry = (id: string, group: string, ...words: string[]) => ({ id, group, words });
const entries = [
  entry('run', 'Go to', 'Run', 'go to page'),
  entry('personas', 'Go to', 'Personas', 'go to page'),
  entry('dark', 'Studio', 'Dark theme', 'appearance'),
  entry('late', 'Scenarios', 'Late parcel', 'scenario'),
  entry('run late', 'Scenarios', 'Run Late parcel', 'scenario'),
  entry('maya', 'Personas', 'Maya Ortiz', 'persona'),
];
const found = (query: string) =>
  rank(entries, query).map((each) => [each.group, ...each.entries.map(({ id }) => id)]);

describe('rank', () => {
  it('keeps everything in its order while nothing is asked', () => {
    expect(found(' ').flat()).toEqual([
      ...['Go to', 'run', 'personas'],
      ...['Studio', 'dark'],
      ...['Scenarios', 'late', 'run late'],
      ...['Personas', 'maya'],
    ]);
  });

  it('does not take letters from here and there', () => {
    expect(found('parc')).toEqual([['Scenarios', 'late', 'run late']]);
  });

  it('puts the heading with the best name first', () => {
    expect(found('run l')[0]).toEqual(['Scenarios', 'run late']);
    expect(found('run')[0]).toEqual(['Go to', 'run']);
    expect(found('persona')).toEqual([
      ['Go to', 'personas'],
      ['Personas', 'maya'],
    ]);
  });

  it('puts what was found by other means after the names that fit', () => {
    const said = { ...entry('hit', 'Said'), found: true };
    expect(rank([said, ...entries], 'parcel').map(({ group }) => group)).toEqual([
      'Scenarios',
      'Said',
    ]);
  });
});

describe('score', () => {
  it('takes words in any order, without accents and whatever their case', () => {
    expect(score(['Émile Zola'], 'zol emi')).toBeGreaterThan(0);
    expect(score(['Émile Zola'], 'zol max')).toBe(0);
  });

  it('counts a beginning more than a middle', () => {
    expect(score(['Parcel'], 'par')).toBeGreaterThan(score(['Late parcel'], 'par'));
    expect(score(['Late parcel'], 'par')).toBeGreaterThan(score(['Compare'], 'par'));
  });
});
