import { describe, expect, it } from 'vitest';
import type { RehearsalLine } from '../../../../src/contract/scenario.ts';
import * as script from '../../../../src/renderer/pages/scenarios/script-rows.ts';

const row: script.ScriptRow = { side: 'a', wordings: ['Hello.', ' ', 'Hi.'], hangUp: false };

describe('lines of a rehearsal script', () => {
  it('come back as they were', () => {
    const lines: RehearsalLine[] = [
      { side: 'b', say: ['Hello.', 'Hi.'], hangUp: false },
      { side: 'a', say: 'Bye.', hangUp: true },
    ];
    expect(lines.map(script.rowOf).map(script.lineOf)).toEqual(lines);
  });

  it('lose wordings that are empty', () => {
    expect(script.lineOf(row).say).toEqual(['Hello.', 'Hi.']);
    expect(script.lineOf({ ...row, wordings: ['', 'Hi.'] }).say).toBe('Hi.');
    expect(script.isBlankRow({ ...row, wordings: ['', ' '] })).toBe(true);
    expect(script.isBlankRow(row)).toBe(false);
  });

  it('go back and forth between the sides', () => {
    expect(script.rowAfter(undefined)).toEqual({ side: 'b', wordings: [''], hangUp: false });
    expect(script.rowAfter({ ...row, side: 'b' }).side).toBe('a');
  });

  it('change single wordings, and keep at least one', () => {
    expect(script.withWording(row, 2, 'Hey.').wordings).toEqual(['Hello.', ' ', 'Hey.']);
    expect(script.withMoreWordings(row).wordings).toHaveLength(4);
    expect(script.withoutWording({ ...row, wordings: ['x'] }, 0).wordings).toEqual(['']);
  });
});
