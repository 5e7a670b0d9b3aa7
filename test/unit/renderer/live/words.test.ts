import { describe, expect, it } from 'vitest';
import type { LiveConversation } from '../../../../src/contract/live.ts';
import { endReasonSchema } from '../../../../src/contract/conversation.ts';
import { endingTitle, tinyState } from '../../../../src/renderer/pages/live/endings.ts';
import { speakingState } from '../../../../src/renderer/pages/live/side-states.ts';
import { stepRows, stepsInWords } from '../../../../src/renderer/pages/live/step-rows.ts';
import {
  growingCover,
  miniatureDigits,
} from '../../../../src/renderer/pages/live/miniature-digits.ts';
import { liveTurn } from './samples.ts';

function live(more: Partial<LiveConversation>): LiveConversation {
  const personas = { a: { name: 'Maya Ortiz' }, b: { name: 'Sam Reed' } };
  return {
    status: 'running',
    config: { personas },
    sides: { a: { state: 'listening', sinceMs: 0 }, b: { state: 'listening', sinceMs: 0 } },
    turns: [],
    atMs: 0,
    ended: null,
    ...more,
  } as LiveConversation;
}
const speaking = { state: 'speaking', sinceMs: 0 } as const;
const listening = { state: 'listening', sinceMs: 0 } as const;

describe('speakingState', () => {
  const turns = [liveTurn('1', 'b', 0, 5000, { interrupted: true })];

  it('says for two seconds that a side was interrupted', () => {
    expect(speakingState(live({ turns, atMs: 5500 }), 'b')).toBe('interrupted');
    expect(speakingState(live({ turns, atMs: 5500 }), 'a')).toBe('listening');
    expect(speakingState(live({ turns, atMs: 7100 }), 'b')).toBe('listening');
  });

  it('says what it does when it speaks again', () => {
    const again = live({ turns, atMs: 5500, sides: { a: listening, b: speaking } });
    expect(speakingState(again, 'b')).toBe('speaking');
  });
});

describe('tinyState', () => {
  it('says in one line what happens', () => {
    expect(tinyState(live({ status: 'preparing' }))).toBe('Getting ready');
    expect(tinyState(live({ sides: { a: listening, b: speaking } }))).toBe('Sam speaks');
    expect(tinyState(live({ sides: { a: speaking, b: speaking } }))).toBe(
      'Maya and Sam speak at once',
    );
    const thinking = { state: 'thinking', sinceMs: 0 } as const;
    expect(tinyState(live({ sides: { a: thinking, b: listening } }))).toBe('Maya thinks');
    expect(tinyState(live({ turns: [liveTurn('1', 'a', 0, 900)] }))).toBe('Silence after 1 turn');
    const ended = { endReason: 'goodbye', message: '' } as const;
    expect(tinyState(live({ status: 'completed', ended }))).toBe('They said goodbye');
  });

  it('has words for every way to end', () => {
    const titles = endReasonSchema.options.map(endingTitle);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('stepRows', () => {
  it('shows all six from the start, in the order of a run', () => {
    const rows = stepRows([{ name: 'workers', state: 'done', note: 'registered', tookMs: 412 }]);
    expect(rows.map((row) => row.name)).toEqual([
      ...['livekit', 'providers', 'workers', 'recorder', 'room', 'dispatch'],
    ]);
    expect(rows[0]).toMatchObject({ state: 'waiting', tookMs: undefined });
    expect(rows[2]).toMatchObject({ state: 'done', note: 'registered', tookMs: 412 });
    expect(stepsInWords(rows)).toBe('1 of 6 ready');
  });

  it('says what to do about the one that failed, the error’s own words first', () => {
    const steps = [{ name: 'livekit', state: 'failed', note: 'no server' } as const];
    expect(stepRows(steps)[0]?.remedy?.link?.href).toBe('/settings/connection');
    const error = { code: 'livekit-failed', message: 'm', remedy: 'Turn it on.' } as const;
    expect(stepRows(steps, error)[0]?.remedy?.text).toBe('Turn it on.');
    expect(stepsInWords(stepRows(steps))).toBe('LiveKit server: failed');
  });
});

describe('miniatureDigits', () => {
  it('puts the turns into sixty columns: side a 1, side b 2, both 3', () => {
    const digits = miniatureDigits(
      [liveTurn('1', 'a', 0, 2000), liveTurn('2', 'b', 1500, 4000)],
      60_000,
    );
    expect(digits).toBe('1322'.padEnd(60, '0'));
  });

  it('shows all of a recording that is over', () => {
    expect(miniatureDigits([liveTurn('1', 'b', 30_000, 60_000)], 60_000)).toBe(
      '2'.repeat(30).padStart(60, '0'),
    );
  });

  it('covers twice as much when it is full', () => {
    expect([0, 60_000, 60_001, 62_000, 130_000].map(growingCover)).toEqual([
      60_000, 60_000, 120_000, 120_000, 240_000,
    ]);
    expect(miniatureDigits([liveTurn('1', 'b', 60_000, 62_000)], growingCover(62_000))).toBe(
      '2'.padStart(31, '0').padEnd(60, '0'),
    );
  });
});
