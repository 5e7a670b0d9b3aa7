import { describe, expect, it } from 'vitest';
import type { StudioEvent } from '../../../src/contract/studio-events.ts';
import { columnsOf } from '../../../src/main/hosts/cli/io.ts';
import { LiveLine } from '../../../src/main/hosts/cli/live-line.ts';
import { LiveView } from '../../../src/main/hosts/cli/live-view.ts';
import { PLAIN } from '../../../src/main/hosts/cli/render/palette.ts';
import { turn } from './samples.ts';

/** What a screen shows after the writes: lines that stay, and the moving one at the end. */
function screenOf(written: string): string[] {
  return written.split('\n').map((line) => line.split('\r\u001B[2K').at(-1) ?? '');
}

function viewOf({ total = 1, moving = true, followed = true } = {}) {
  let written = '';
  let now = 0;
  const stream = { write: (text: string) => (written += text), columns: 60 };
  const line = new LiveLine(stream, moving, (text) => text);
  const screen = { palette: PLAIN, width: Infinity };
  const view = new LiveView({ line, screen, total, moving, now: () => now });
  const names = { a: 'Maya', b: 'Tom' };
  if (followed) view.follow(0, 'c-1', { title: 'Late parcel', names });
  const handle = (event: Partial<StudioEvent> & { kind: StudioEvent['kind'] }) =>
    view.handle({ conversationId: 'c-1', ...event } as StudioEvent);
  return { view, handle, advance: (ms: number) => (now += ms), shown: () => screenOf(written) };
}

describe('the live view', () => {
  it('shows steps once, the transcript, and what goes on in the moving line', () => {
    const { view, handle, shown } = viewOf();
    handle({ kind: 'step', step: { name: 'livekit', state: 'active', note: 'starting' } });
    expect(shown()).toEqual(['Late parcel  Maya · Tom', '  ⠋ LiveKit server … starting']);
    const done = { name: 'livekit', state: 'done', tookMs: 100 } as const;
    handle({ kind: 'step', step: done });
    handle({ kind: 'step', step: done });
    expect(shown()).toEqual([
      'Late parcel  Maya · Tom',
      '  ✔ LiveKit server     0.10 s',
      '  ⠋ Waiting for the first words …',
    ]);
    handle({ kind: 'turn', turn: turn({ speaker: 'Tom' }) });
    handle({ kind: 'levels', a: -100, b: -10, atMs: 3000, peaks: { a: [], b: [] } });
    expect(shown().slice(2)).toEqual([
      '',
      ' 0:00.6           Tom   Hello, this is Parcel Point.',
      ' 0:03.0  · Maya  █ Tom',
    ]);
    handle({ kind: 'status', status: 'finishing' });
    view.tick();
    expect(shown().at(-1)).toBe('⠙ Finalising audio and transcript …');
    handle({ kind: 'ended', status: 'completed', endReason: 'goodbye', message: 'Bye\u001B[2J.' });
    expect(shown().slice(-2)).toEqual(['  ■ Bye.', '']);
  });

  it('tells a reason once, though several parts fail for it', () => {
    const { handle, shown } = viewOf();
    const failed = { state: 'failed', note: 'No server.' } as const;
    handle({ kind: 'step', step: { name: 'livekit', ...failed } });
    handle({ kind: 'step', step: { name: 'workers', ...failed } });
    handle({ kind: 'ended', status: 'failed', endReason: 'fault', message: 'No server.' });
    expect(shown().slice(1)).toEqual(['  ✖ LiveKit server     No server.', '']);
  });

  it('counts when there are several conversations', () => {
    const { view, handle, shown } = viewOf({ total: 12 });
    view.follow(1, 'c-2', { title: 'Other', names: { a: 'A', b: 'B' } });
    handle({ kind: 'notice', error: { code: 'timeout', message: 'Slow.' } });
    expect(shown().slice(1)).toEqual([
      '[ 2] Other  A · B',
      '[ 1]   ! Slow.',
      '⠋ 2 running, 0 of 12 done',
    ]);
    handle({ kind: 'ended', status: 'completed', endReason: 'goodbye', message: 'Bye.' });
    expect(shown().at(-1)).toBe('⠋ 1 running, 1 of 12 done');
  });

  it('writes only lines that stay where nothing can move', () => {
    const { view, handle, advance, shown } = viewOf({ moving: false });
    const active = { name: 'livekit', state: 'active', note: 'building' } as const;
    handle({ kind: 'step', step: active });
    view.tick();
    expect(shown()).toEqual(['Late parcel  Maya · Tom', '']);
    advance(5000);
    handle({ kind: 'step', step: active });
    handle({ kind: 'step', step: active });
    expect(shown().slice(1)).toEqual(['  … LiveKit server     building', '']);
    view.close();
    expect(shown()).toHaveLength(3);
  });

  it('takes a terminal without a width for one of 80 columns', () => {
    expect(columnsOf({ write: () => undefined, isTTY: true, columns: 0 })).toBe(80);
  });

  it('shows what it has cost so far', () => {
    const { handle, shown } = viewOf();
    const peaks = { a: [], b: [] };
    handle({ kind: 'levels', a: -20, b: -60, peaks, atMs: 12_400 });
    expect(shown().at(-1)).not.toContain('$');
    const cost = { usd: 0.0042, unpriced: [], pricesAsOf: '2026-11-23' };
    handle({ kind: 'cost', cost });
    expect(shown().at(-1)).toMatch(/ 0:12\.4 .*\$0\.0042$/u);
  });

  it('cuts the moving line to the screen', () => {
    const { handle, shown } = viewOf();
    handle({ kind: 'step', step: { name: 'livekit', state: 'active', note: 'x'.repeat(90) } });
    expect(shown().at(-1)).toHaveLength(59);
  });

  it('leaves out a turn of which nothing was audible', () => {
    const { handle, shown } = viewOf({ moving: false });
    handle({ kind: 'turn', turn: turn({ text: '' }) });
    expect(shown()).toEqual(['Late parcel  Maya · Tom', '']);
  });

  it('takes no notice of what is about no conversation, or only for other front doors', () => {
    const { view, handle, shown } = viewOf({ followed: false });
    view.handle({ kind: 'changed', what: 'conversations', ids: ['c-1'] });
    view.handle({ kind: 'system', parts: [] });
    view.follow(0, 'c-1', { title: 'Late parcel', names: { a: 'Maya', b: 'Tom' } });
    const before = shown();
    handle({ kind: 'turn-words', turnId: 't0', words: [] });
    handle({ kind: 'finishing' });
    view.handle({ kind: 'changed', what: 'personas', ids: [] });
    expect(shown()).toEqual(before);
  });

  it('holds back what comes before the conversation is known', () => {
    const { view, handle, shown } = viewOf({ moving: false, followed: false, total: 2 });
    handle({ kind: 'step', step: { name: 'room', state: 'done' } });
    expect(shown()).toEqual(['']);
    view.follow(1, 'c-1', { title: 'Late parcel', names: { a: 'Maya', b: 'Tom' } });
    expect(shown()).toEqual(['[2] Late parcel  Maya · Tom', '[2]   ✔ Room', '']);
  });
});
