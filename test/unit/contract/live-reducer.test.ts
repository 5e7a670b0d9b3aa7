import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/contract/conversation.ts';
import { firstLive, reduceLive } from '../../../src/contract/live-reducer.ts';
import type { LiveConversation } from '../../../src/contract/live.ts';
import { sideSchema, type Side } from '../../../src/contract/side.ts';
import { sideStateSchema, type ConversationEvent } from '../../../src/contract/studio-events.ts';
import { config } from '../conversations/samples.ts';

const FIRST = firstLive({
  id: 'c',
  title: 'Late parcel',
  createdAt: '2026-01-01T00:00:00.000Z',
  config: config(),
});
const about = { conversationId: 'c' } as const;

function after(...events: ConversationEvent[]): LiveConversation {
  return events.reduce(reduceLive, FIRST);
}

const started = (turnId: string, side: Side, startMs: number): ConversationEvent => ({
  kind: 'turn-started',
  ...about,
  turnId,
  side,
  speaker: side === 'a' ? 'Ann' : 'Ben',
  startMs,
});
const words = (turnId: string, startMs: number, ...texts: string[]): ConversationEvent => ({
  kind: 'turn-words',
  ...about,
  turnId,
  words: texts.map((text, i) => ({
    text,
    startMs: startMs + i * 300,
    endMs: startMs + (i + 1) * 300,
    origin: 'provider',
  })),
});
const turn = (
  id: string,
  more: Partial<Turn> = {},
): Extract<ConversationEvent, { kind: 'turn' }> => ({
  kind: 'turn',
  ...about,
  turn: {
    id,
    index: 0,
    side: 'b',
    speaker: 'Ben',
    text: 'Hello',
    intended: 'Hello there.',
    heard: null,
    startMs: 500,
    endMs: 1500,
    interrupted: true,
    words: [{ text: 'Hello', startMs: 500, endMs: 900, origin: 'provider' }],
    segments: [],
    gapMs: null,
    ...more,
  },
});
const levels = (atMs: number, a: number[], b: number[]): ConversationEvent => ({
  kind: 'levels',
  ...about,
  a: -20,
  b: -90,
  peaks: { a, b },
  atMs,
});

describe('a live conversation', () => {
  it('lets a turn grow word by word, and keeps what was audible when it ends', () => {
    const open = after(started('1', 'b', 500), words('1', 500, 'Hello'), words('1', 800, 'there.'));
    expect(open.turns).toMatchObject([
      { id: '1', index: 0, side: 'b', speaker: 'Ben', text: 'Hello there.', open: true },
    ]);
    expect(reduceLive(open, levels(1200, [1], [2])).turns[0]?.endMs).toBe(1200);
    const ended = reduceLive(open, turn('1'));
    expect(ended.turns).toEqual([{ ...turn('1').turn, open: false }]);
    expect(reduceLive(ended, words('1', 900, 'late'))).toEqual(ended);
  });

  it('takes a turn of which it missed the beginning, in its place', () => {
    const late = after(turn('2', { index: 1 }), turn('1', { index: 0 }));
    expect(late.turns.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('takes back a turn of which nothing was audible', () => {
    const dropped = after(started('1', 'b', 500), { kind: 'turn-dropped', ...about, turnId: '1' });
    expect(dropped.turns).toEqual([]);
  });

  it('knows the gap to the turn before it where the floor changes hands', () => {
    const live = after(turn('1'), started('2', 'a', 1900), turn('2', { index: 1, side: 'a' }));
    expect(after(turn('1'), started('2', 'a', 1900)).turns[1]?.gapMs).toBe(400);
    expect(reduceLive(live, started('3', 'a', 3000)).turns[2]?.gapMs).toBeNull();
  });

  it('collects peaks, the latest levels and what was heard', () => {
    const live = after(levels(200, [1, 2], [3, 4]), levels(400, [5], [6]), turn('1'), {
      kind: 'heard',
      ...about,
      turnId: '1',
      heard: 'hello',
    });
    expect(live).toMatchObject({
      peaks: { a: [1, 2, 5], b: [3, 4, 6] },
      levels: { a: -20, b: -90 },
      atMs: 400,
      turns: [{ heard: 'hello' }],
    });
  });

  it('shows each step in its latest state, in the order in which they came up', () => {
    const step = (name: 'livekit' | 'workers', state: 'active' | 'done'): ConversationEvent => ({
      kind: 'step',
      ...about,
      step: { name, state },
    });
    const live = after(
      step('livekit', 'active'),
      step('workers', 'active'),
      step('livekit', 'done'),
    );
    expect(live.steps).toEqual([
      { name: 'livekit', state: 'done' },
      { name: 'workers', state: 'active' },
    ]);
  });

  it('closes what is open when it ends: cut where words were spoken, gone where none were', () => {
    const live = after(
      started('1', 'b', 0),
      words('1', 0, 'Hello'),
      started('2', 'a', 100),
      { kind: 'finishing', ...about },
      {
        kind: 'ended',
        ...about,
        status: 'stopped',
        endReason: 'stopped',
        message: 'Stopped by the user.',
      },
    );
    expect(live).toMatchObject({
      status: 'stopped',
      finishing: true,
      ended: { endReason: 'stopped', message: 'Stopped by the user.' },
      turns: [{ id: '1', open: false, interrupted: true }],
      sides: { a: { state: 'left' }, b: { state: 'left' } },
    });
    expect(live.turns).toHaveLength(1);
  });

  it('is not changed by events of another conversation', () => {
    expect(reduceLive(FIRST, { kind: 'finishing', conversationId: 'd' })).toBe(FIRST);
  });
});

const id = fc.constantFrom('1', '2', '3');
const side = fc.constantFrom(...sideSchema.options);
const ms = fc.integer({ min: 0, max: 60_000 });
const values = fc.array(fc.nat(255), { maxLength: 12 });
const anyEvent: fc.Arbitrary<ConversationEvent> = fc.oneof(
  fc.tuple(id, side, ms).map(([turnId, who, at]) => started(turnId, who, at)),
  fc.tuple(id, ms, fc.array(fc.lorem({ maxCount: 1 }))).map(([t, at, w]) => words(t, at, ...w)),
  fc.tuple(id, fc.nat(9), side).map(([t, index, who]) => turn(t, { index, side: who })),
  id.map((turnId) => ({ kind: 'turn-dropped' as const, ...about, turnId })),
  id.map((turnId) => ({ kind: 'heard' as const, ...about, turnId, heard: 'hello' })),
  fc.tuple(ms, values, values).map(([at, a, b]) => levels(at, a, b)),
  fc.tuple(side, fc.constantFrom(...sideStateSchema.options), ms).map(([who, state, atMs]) => ({
    kind: 'side-state' as const,
    ...about,
    side: who,
    state,
    atMs,
  })),
  fc.constantFrom<ConversationEvent>(
    { kind: 'status', ...about, status: 'running' },
    { kind: 'finishing', ...about },
    { kind: 'notice', ...about, error: { code: 'provider-failed', message: 'slow' } },
    { kind: 'step', ...about, step: { name: 'room', state: 'done', note: 'open', tookMs: 12 } },
    { kind: 'ended', ...about, status: 'completed', endReason: 'goodbye', message: 'Bye.' },
  ),
);

describe('a snapshot and the events after it', () => {
  it('give what all events give, and no event changes a state that was there before', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.nat(40), (events, cut) => {
        const states = [FIRST];
        const copies = [JSON.stringify(FIRST)];
        for (const event of events) {
          const next = reduceLive(states.at(-1)!, event);
          states.push(next);
          copies.push(JSON.stringify(next));
        }
        const at = Math.min(cut, events.length);
        // As it reaches a page: as JSON.
        const snapshot = JSON.parse(copies[at]!) as LiveConversation;
        expect(events.slice(at).reduce(reduceLive, snapshot)).toEqual(states.at(-1));
        expect(states.map((state) => JSON.stringify(state))).toEqual(copies);
      }),
    );
  });
});
