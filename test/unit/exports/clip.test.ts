import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/contract/conversation.ts';
import { StudioError } from '../../../src/contract/errors.ts';
import { resolveClip } from '../../../src/main/exports/clip-range.ts';
import { clipConversation } from '../../../src/main/exports/clip.ts';
import { conversation, recording, turn } from './samples.ts';

const WHOLE_MS = 10_000;

/** A turn of words that touch each other, each a hundred ms long. */
function spoken(id: string, startMs: number, text: string, more: Partial<Turn> = {}): Turn {
  const words = text.split(' ').map((word, at) => ({
    ...{ text: word, startMs: startMs + at * 100, endMs: startMs + at * 100 + 100 },
    origin: 'aligned' as const,
  }));
  const endMs = startMs + words.length * 100;
  const segments: Turn['segments'] = [[startMs, endMs]];
  return turn({ id, startMs, endMs, text, intended: `${text} and more`, words, segments, ...more });
}

const whole = conversation({
  durationMs: WHOLE_MS,
  turns: [
    spoken('t1', 1000, 'one two three four', { index: 0, interrupted: true }),
    spoken('t2', 1350, 'five six', { index: 1, side: 'a', gapMs: -50 }),
    turn({ id: 't3', index: 2, startMs: 3000, endMs: 4000, text: 'No words.' }),
  ],
  recordings: [
    recording('x.wav', {
      durationMs: WHOLE_MS,
      holes: [
        { startMs: 900, endMs: 1300 },
        { startMs: 5000, endMs: 5100 },
      ],
    }),
  ],
  events: [{ atMs: 1200, kind: 'turn-ended', payload: { text: 'one two three four' } }],
});

const clip = (fromMs: number, toMs: number) => clipConversation(whole, { fromMs, toMs });

describe('a clip', () => {
  it('counts from its start, and keeps what lies inside as it is', () => {
    const { turns, durationMs, title, id } = clip(900, 2000);
    expect(durationMs).toBe(1100);
    expect(turns[0]).toEqual({
      ...whole.turns[0],
      ...{ startMs: 100, endMs: 500, segments: [[100, 500]] },
      words: whole.turns[0]?.words.map((word) => ({
        ...word,
        ...{ startMs: word.startMs - 900, endMs: word.endMs - 900 },
      })),
    });
    expect(turns[1]).toMatchObject({ id: 't2', index: 1, gapMs: -50 });
    expect([title, id]).toEqual(['Late parcel (0.9 – 2.0 s)', `${whole.id}-900-2000`]);
  });

  it('cuts a turn at its borders, by words', () => {
    const [first] = clip(1140, 1360).turns;
    expect(first).toMatchObject({
      ...{ id: 't1', text: 'two three four', startMs: 0, endMs: 220, interrupted: false },
      ...{ intended: 'two three four', heard: null, segments: [[0, 220]] },
      words: [
        { text: 'two', startMs: 0, endMs: 60 },
        { text: 'three', startMs: 60, endMs: 160 },
        { text: 'four', startMs: 160, endMs: 220 },
      ],
    });
  });

  it('keeps the spelling of the turn where its words stand for it one by one', () => {
    const turns = [spoken('t1', 0, 'one two'), spoken('t2', 500, 'three four')].map((one) => ({
      ...one,
      text: `“${one.text}!”`,
    }));
    const odd = { ...turns[1], text: 'Three-and-four' } as Turn;
    const cut = clipConversation(
      { ...whole, turns: [turns[0] ?? odd, odd] },
      { fromMs: 100, toMs: 600 },
    );
    expect(cut.turns.map(({ text }) => text)).toEqual(['two!”', 'three']);
  });

  it('leaves a turn out of which less than half a word, or half of it without words, is there', () => {
    expect(clip(1340, 1380).turns.map(({ id }) => id)).toEqual(['t1']);
    expect(clip(3600, 5000).turns).toEqual([]);
    expect(clip(2000, 3600).turns).toMatchObject([{ id: 't3', startMs: 1000, endMs: 1600 }]);
  });

  it('has no gap to a turn that is not part of it', () => {
    const { turns } = clip(1400, 2000);
    expect(turns).toMatchObject([{ id: 't2', index: 0, gapMs: null }]);
  });

  it('cuts holes, and leaves out what is known of the whole only', () => {
    const { recordings, metrics, egress, events } = clip(1000, 5050);
    expect(recordings).toMatchObject([
      {
        durationMs: 4050,
        holes: [
          { startMs: 0, endMs: 300 },
          { startMs: 4000, endMs: 4050 },
        ],
      },
    ]);
    // The log repeats turns whole: words outside of the clip would leave with it.
    expect([metrics, egress, events]).toEqual([null, null, []]);
  });
});

describe('resolveClip', () => {
  const refusal = (work: () => unknown): string => {
    try {
      work();
    } catch (thrown) {
      if (thrown instanceof StudioError) return `${thrown.data.code}: ${thrown.data.message}`;
    }
    return 'taken';
  };

  it('goes as far as the recording', () => {
    expect(resolveClip(whole, { fromMs: 500, toMs: 99_999 })).toEqual({
      fromMs: 500,
      toMs: WHOLE_MS,
    });
  });

  it('goes from the first to the last of its turns, in any order', () => {
    const range = resolveClip(whole, { turnIds: ['t2', 't1', 't2'] });
    expect(range).toEqual({ fromMs: 1000, toMs: 1550 });
    expect(clipConversation(whole, range).turns.map(({ id }) => id)).toEqual(['t1', 't2']);
  });

  it('refuses what is not there', () => {
    const outside = refusal(() => resolveClip(whole, { fromMs: 10_000, toMs: 11_000 }));
    expect(outside).toBe(
      'invalid-input: The clip lies outside of the recording, which is 10.0 s long.',
    );
    expect(refusal(() => resolveClip(whole, { turnIds: ['t1', 'gone'] }))).toContain(
      'invalid-input',
    );
  });

  it('begins and ends on samples, so that its length is that of the sound', () => {
    const moment = fc.double({ min: 0, max: WHOLE_MS - 1, noNaN: true });
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [fromMs, toMs] = [Math.min(one, other), Math.max(one, other) + 1];
        const range = resolveClip(whole, { fromMs, toMs });
        expect(range.fromMs * 48).toBeCloseTo(Math.round(range.fromMs * 48), 6);
        const frames = Math.round(range.toMs * 48) - Math.round(range.fromMs * 48);
        expect((range.toMs - range.fromMs) * 48).toBeCloseTo(frames, 6);
        expect(Math.abs(range.fromMs - fromMs)).toBeLessThan(1 / 48);
      }),
    );
  });
});

/** Times in fifths of a second: they meet and touch often. */
const time = fc.oneof(
  fc.integer({ min: 0, max: 50 }).map((fifth) => fifth * 200),
  fc.double({ min: 0, max: WHOLE_MS, noNaN: true }),
);

const anyTurn = fc
  .record({
    side: fc.constantFrom('a', 'b'),
    times: fc.tuple(time, time),
    borders: fc.array(time, { maxLength: 8 }),
    interrupted: fc.boolean(),
    stray: fc.boolean(),
  })
  .map(({ times, borders, stray, ...rest }) => {
    const [startMs, endMs] = times.toSorted((one, other) => one - other) as [number, number];
    const inside = borders
      .map((ms) => (stray ? ms : Math.min(Math.max(ms, startMs), endMs)))
      .toSorted((one, other) => one - other);
    const pairs = inside.slice(1).map((to, at) => [inside[at] ?? to, to] as const);
    const segments = pairs
      .map(([from, to]): [number, number] => [
        Math.max(from, startMs),
        Math.min(Math.max(to, startMs), endMs),
      ])
      .filter(([from, to]) => from < to);
    return { ...rest, startMs, endMs, pairs, segments };
  });

const anyConversation = fc.array(anyTurn, { maxLength: 8 }).map((all) =>
  conversation({
    durationMs: WHOLE_MS,
    turns: all
      .toSorted((one, other) => one.startMs - other.startMs)
      .map(({ pairs, ...rest }, index) =>
        turn({
          ...{ ...rest, id: `t${index}`, index, text: pairs.map((_, at) => `w${at}`).join(' ') },
          words: pairs.map(([startMs, endMs], at) => ({
            ...{ text: `t${index}w${at}`, startMs, endMs, origin: 'aligned' as const },
          })),
        }),
      ),
  }),
);

/** Stretches that adjoin, from the beginning to the end. */
const partition = fc.array(time, { maxLength: 5 }).map((inner) => {
  const borders = [...new Set([0, ...inner, WHOLE_MS])].toSorted((one, other) => one - other);
  return borders.slice(1).map((toMs, at) => ({ fromMs: borders[at] ?? 0, toMs }));
});

describe('any clips of any conversation', () => {
  it('that adjoin hold every word exactly once, and every turn without words', () => {
    fc.assert(
      fc.property(anyConversation, partition, (of, ranges) => {
        const turns = ranges.flatMap((range) => clipConversation(of, range).turns);
        const words = turns.flatMap((one) => one.words.map(({ text }) => text));
        const all = of.turns.flatMap((one) => one.words.map(({ text }) => text));
        expect(words.toSorted()).toEqual(all.toSorted());
        const mute = (list: readonly Turn[]) =>
          list.filter((one) => one.words.length === 0).map(({ id }) => id);
        expect(mute(turns).toSorted()).toEqual(mute(of.turns).toSorted());
      }),
    );
  });

  it('hold nothing before their start or after their end, and all in order', () => {
    fc.assert(
      fc.property(anyConversation, partition, (of, ranges) => {
        for (const range of ranges) {
          const { turns, durationMs } = clipConversation(of, range);
          const inside = (ms: number): boolean => ms >= 0 && ms <= durationMs + 1e-9;
          for (const [index, one] of turns.entries()) {
            expect(one.index).toBe(index);
            expect([one.startMs, one.endMs].every(inside)).toBe(true);
            expect(one.startMs).toBeLessThanOrEqual(one.endMs);
            for (const [from, to] of one.segments) {
              expect([from >= one.startMs - 1e-9, from < to, to <= one.endMs + 1e-9]).toEqual([
                ...[true, true, true],
              ]);
            }
          }
          const starts = turns.map(({ startMs }) => startMs);
          expect(starts).toEqual(starts.toSorted((one, other) => one - other));
        }
      }),
    );
  });

  it('have words within their turn, where the whole has', () => {
    fc.assert(
      fc.property(anyConversation, partition, (of, ranges) => {
        const isFine = ({ words, startMs, endMs }: Turn): boolean =>
          words.every((word) => word.startMs >= startMs - 1e-9 && word.endMs <= endMs + 1e-9);
        if (!of.turns.every(isFine)) return;
        for (const range of ranges) {
          expect(clipConversation(of, range).turns.every(isFine)).toBe(true);
        }
      }),
    );
  });

  it('keep the speech: as long in all stretches together as in the whole, but for what drops out', () => {
    const speech = (turns: readonly Turn[]): number =>
      turns.flatMap(({ segments }) => segments).reduce((sum, [from, to]) => sum + to - from, 0);
    fc.assert(
      fc.property(anyConversation, partition, (of, ranges) => {
        const clips = ranges.map((range) => clipConversation(of, range));
        const kept = clips.reduce((sum, { turns }) => sum + speech(turns), 0);
        expect(kept).toBeLessThanOrEqual(speech(of.turns) + 1e-6);
        if (ranges.length === 1) expect(kept).toBeCloseTo(speech(of.turns), 6);
      }),
    );
  });

  it('of all of it are the conversation itself, but for names and what is told of the whole', () => {
    fc.assert(
      fc.property(anyConversation, (of) => {
        const { turns, durationMs } = clipConversation(of, { fromMs: 0, toMs: WHOLE_MS });
        const same = ({ gapMs: _gap, index: _index, ...rest }: Turn) => rest;
        const byId = (list: readonly Turn[]) =>
          list.map(same).toSorted((one, other) => (one.id < other.id ? -1 : 1));
        expect([byId(turns), durationMs]).toEqual([byId(of.turns), WHOLE_MS]);
      }),
    );
  });
});
