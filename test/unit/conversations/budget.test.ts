import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationConfig } from '../../../src/contract/conversation.ts';
import { StudioError } from '../../../src/contract/errors.ts';
import type { SidePlayer } from '../../../src/contract/provider.ts';
import type { Side } from '../../../src/contract/side.ts';
import { amountsSchema, type PriceTable } from '../../../src/contract/usage.ts';
import {
  budgetOf,
  isLastAffordable,
  requireBudget,
  spendingOf,
  type Budget,
} from '../../../src/main/conversations/budget.ts';
import { HANG_UP_GRACE_MS } from '../../../src/main/conversations/goodbye-rule.ts';
import {
  initialState,
  type RunEvent,
  type RunState,
} from '../../../src/main/conversations/run-state.ts';
import { reduce } from '../../../src/main/conversations/state.ts';
import { decideStop } from '../../../src/main/conversations/stop-rules.ts';
import { usageEntries } from '../../../src/main/conversations/usage.ts';
import { heard, turnEnded, turnStarted } from './messages.ts';
import { config } from './samples.ts';

const server = { provider: 'openai', baseUrl: 'https://models.test/v1' } as const;
const pipeline: SidePlayer = {
  kind: 'pipeline',
  llm: { ...server, model: 'mind' },
  stt: { ...server, model: 'ear' },
  tts: { ...server, model: 'voice', voice: 'alloy' },
};
const stages: ConversationConfig['stages'] = { a: pipeline, b: pipeline };
/** A million tokens are a dollar, so a token is a millionth. */
const prices: PriceTable = {
  asOf: '2026-11-23',
  prices: [
    { model: 'mind', inputTokens: 1, outputTokens: 1 },
    { model: 'ear', audioInputMinutes: 0 },
    { model: 'voice', characters: 1 },
  ],
};
const LIMITS = { maxTurns: 60, maxMinutes: 10, silenceSeconds: 20 };
const cents = (amount: number): number => amount / 100;
const budget = (usd: number): Budget => ({ usd, prices, stages, prompts: { a: 0, b: 0 } });

/** What costs so many cents. */
function used(side: Side, amount: number, atMs = 0): RunEvent {
  const amounts = amountsSchema.parse({ outputTokens: amount * 10_000 });
  const message = {
    ...{ kind: 'usage' as const, conversationId: 'c', side },
    ...{ stage: 'llm' as const, model: 'mind', amounts },
  };
  return { kind: 'worker', side, message, atMs };
}
function after(...events: RunEvent[]): RunState {
  const begun: RunEvent = { kind: 'began', atMs: 0 };
  return [begun, ...events].reduce(reduce, initialState({ a: 'Ann', b: 'Ben' }));
}

describe('what was used', () => {
  it('adds up by side, stage and model, and knows who served it', () => {
    const state = after(used('a', 1), used('b', 2), used('a', 3));
    const entries = usageEntries(state.usage, stages);
    expect(entries.map(({ side, amounts }) => [side, amounts.outputTokens])).toEqual([
      ['a', 40_000],
      ['b', 20_000],
    ]);
    expect(entries[0]).toMatchObject({ stage: 'llm', model: 'mind', ...server });
  });

  it('of a stage that no player has is priced by where the player is served', () => {
    const realtime: SidePlayer = {
      ...{ kind: 'realtime', ...server, model: 'both', voice: 'v', transcriptionModel: 'ear' },
    };
    const state = after(used('a', 1));
    const [entry] = usageEntries(state.usage, { a: realtime, b: pipeline });
    expect(entry).toMatchObject({ stage: 'llm', model: 'mind', ...server });
  });

  it('is nobody’s affair where the agent is the user’s own', () => {
    const external: SidePlayer = { kind: 'external', agentName: 'x', metadata: '', stt: null };
    expect(usageEntries(after(used('b', 1)).usage, { a: pipeline, b: external })).toEqual([]);
  });
});

describe('the next turn', () => {
  const first = [used('a', 4), turnStarted('a', '1', 0), turnEnded('a', '1', 0, 1000)];
  /** The least budget with which it may still begin. */
  const enough = (state: RunState, usd: number, hasBegun = false): void => {
    expect(isLastAffordable(state, budget(usd + 1e-9), hasBegun)).toBe(false);
    expect(isLastAffordable(state, budget(usd - 1e-9), hasBegun)).toBe(true);
  };

  it('is reckoned half as dear again as the dearest so far', () => {
    expect(spendingOf(after(...first), budget(1))).toEqual({
      ...{ spentUsd: cents(4), beforeUsd: cents(4), nextUsd: cents(6) },
    });
    enough(after(...first), cents(10));
    const cheap = [used('b', 1), turnStarted('b', '2', 1200), turnEnded('b', '2', 1200, 2000)];
    enough(after(...first, ...cheap), cents(11));
  });

  it('is reckoned when the one before it begins, beside all that are being said', () => {
    const answer = [used('b', 1), turnStarted('b', '2', 1200)];
    enough(after(...first, ...answer), cents(5 + 6 + 6), true);
    enough(after(...first, ...answer, turnStarted('a', '3', 1300)), cents(5 + 6 + 6 + 6), true);
  });

  it('is given up when the present one turns out to be dearer than was reckoned', () => {
    const answer = [turnStarted('b', '2', 1200), used('b', 12)];
    enough(after(...first, ...answer), cents(4 + 12 + 18));
  });

  it('has begun to cost before it is heard', () => {
    enough(after(...first, used('b', 1)), cents(10));
    enough(after(...first, used('b', 7)), cents(4 + 10.5));
  });

  it('is reckoned as a long one while none was said, with what its models cost', () => {
    const dear = { ...prices, prices: [{ model: 'voice', characters: 1000 }, ...prices.prices] };
    const { nextUsd } = spendingOf(after(), { ...budget(1), prices: dear });
    // 340 characters, half of them in vain.
    expect(nextUsd).toBeCloseTo(0.51, 2);
    const begun = after(turnStarted('a', '1', 0));
    expect(isLastAffordable(begun, { ...budget(nextUsd * 1.9), prices: dear }, true)).toBe(true);
    expect(isLastAffordable(begun, { ...budget(nextUsd * 2.1), prices: dear }, true)).toBe(false);
  });
});

describe('the end by budget', () => {
  const spoken = [used('a', 4), turnStarted('a', '1', 0), turnEnded('a', '1', 0, 1000)];
  const reached: RunEvent = { kind: 'budget-reached', atMs: 500 };
  const stop = (state: RunState, atMs: number) => decideStop(state, atMs, LIMITS, budget(cents(7)));

  it('comes when the last word was said and heard, with the amounts', () => {
    const state = after(...spoken, reached, heard('b', 'hello there', 0, 1000));
    expect(stop(state, 1000 + HANG_UP_GRACE_MS - 1)).toBeUndefined();
    expect(stop(state, 1000 + HANG_UP_GRACE_MS)).toEqual({
      reason: 'budget',
      status: 'completed',
      message:
        'The budget of $0.07 allowed no further turn: $0.04 was spent, and another turn could have cost $0.06.',
      error: null,
    });
  });

  it('cuts nobody off', () => {
    const state = after(...spoken, reached, turnStarted('b', '2', 1100));
    expect(stop(state, 60_000)).toBeUndefined();
    const ended = [turnEnded('b', '2', 1100, 61_000), heard('a', 'hello there', 1100, 61_000)];
    expect(stop(ended.reduce(reduce, state), 62_000)?.reason).toBe('budget');
  });

  it('waits for who is about to speak, but not for ever', () => {
    const thinking: RunEvent = {
      ...{ kind: 'worker', side: 'b', atMs: 1000 },
      message: {
        ...{ kind: 'state', conversationId: 'c', side: 'b', state: 'thinking' },
        atMonotonicMs: 1000,
      },
    };
    const state = after(...spoken, reached, heard('b', 'hello there', 0, 1000), thinking);
    expect(stop(state, 1000 + HANG_UP_GRACE_MS)).toBeUndefined();
    expect(stop(state, 4000)?.reason).toBe('budget');
  });

  it('leaves a goodbye its own reason', () => {
    const hangUp: RunEvent = {
      ...{ kind: 'worker', side: 'a', atMs: 1000 },
      message: { kind: 'hang-up', conversationId: 'c', side: 'a' },
    };
    const state = after(...spoken, reached, hangUp, heard('b', 'hello there', 0, 1000));
    expect(stop(state, 5000)?.reason).toBe('goodbye');
  });

  it('is nothing without a budget', () => {
    expect(decideStop(after(...spoken, reached), 5000, LIMITS)).toBeUndefined();
    expect(budgetOf(config(), prices)).toBeUndefined();
  });
});

describe('of any call', () => {
  const share = (max: number) => fc.double({ min: 0, max, noNaN: true });
  /** How a turn goes. */
  const turn = fc.record({
    /** What it costs, of what it was reckoned to. */
    part: fc.oneof(share(1), fc.constantFrom(0.9, 1)),
    /** How much of that is told before its first word, and how much after its last. */
    ...{ early: share(0.5), late: share(0.5) },
    /** The other breaks in before it is over. */
    overlaps: fc.boolean(),
  });
  type AnyTurn = { part: number; early: number; late: number; overlaps: boolean };

  /**
   * Holds a call until no further turn is begun. A turn comes if it was still allowed when the one before it
   * had begun: it is prepared while that is said.
   */
  function hold(turns: AnyTurn[], held: Budget, excess: (index: number) => number) {
    let state = after();
    let { nextUsd } = spendingOf(state, held);
    const excesses: number[] = [];
    const open: { id: string; side: Side; lateCents: number }[] = [];
    const apply = (event: RunEvent): boolean => {
      state = reduce(state, event);
      const hasBegun = event.kind === 'worker' && event.message.kind === 'turn-started';
      return isLastAffordable(state, held, hasBegun);
    };
    const close = (): boolean =>
      open.splice(0).reduce((isLast, { side, id, lateCents }) => {
        const atEnd = apply(turnEnded(side, id, 0, 1));
        return apply(used(side, lateCents)) || atEnd || isLast;
      }, false);
    let isLast = false;
    for (const [index, { part, early, late, overlaps }] of turns.entries()) {
      if (isLast) break;
      const side = index % 2 === 0 ? 'b' : 'a';
      excesses.push(excess(index));
      const all = (nextUsd * part + excess(index)) * 100;
      const isOver = apply(used(side, all * early));
      isLast = apply(turnStarted(side, String(index), 0)) || isOver;
      if (!isLast) ({ nextUsd } = spendingOf(state, held));
      close();
      apply(used(side, all * (1 - early - late)));
      open.push({ id: String(index), side, lateCents: all * late });
      if (!overlaps) close();
    }
    close();
    return { spentUsd: spendingOf(state, held).spentUsd, excesses };
  }
  const calls = fc.array(turn, { minLength: 1, maxLength: 40 });
  /** Few enough that most calls come to their end by it. */
  const amounts = fc.double({ min: cents(0.2), max: cents(4), noNaN: true });

  it('the budget is kept as long as no turn costs more than it was reckoned to', () => {
    fc.assert(
      fc.property(amounts, calls, (usd, turns) => {
        const { spentUsd } = hold(turns, budget(usd), () => 0);
        expect(spentUsd).toBeLessThanOrEqual(usd + 1e-9);
      }),
    );
  });

  it('it is exceeded by no more than what the last two turns cost beyond that', () => {
    const excesses = fc.array(share(2), { minLength: 40 });
    fc.assert(
      fc.property(amounts, calls, excesses, (usd, turns, beyond) => {
        const apart = turns.map((each) => ({ ...each, overlaps: false }));
        const held = hold(apart, budget(usd), (index) => beyond[index] ?? 0);
        const last = held.excesses.slice(-2).reduce((x, y) => x + y, 0);
        expect(held.spentUsd).toBeLessThanOrEqual(usd + last + 1e-9);
      }),
    );
  });

  it('a budget is used for more than the first words', () => {
    const steady = Array.from({ length: 60 }, () => ({
      ...{ part: 0.66, early: 0.2, late: 0.1, overlaps: false },
    }));
    const { spentUsd, excesses } = hold(steady, budget(0.1), () => 0);
    expect(excesses.length).toBeGreaterThan(10);
    expect(spentUsd).toBeGreaterThan(0.06);
  });
});

describe('a budget that can’t be kept', () => {
  const whole = { ...config(), stages };

  it('is refused over a model without a price, with its name and where a price is added', () => {
    const none = { ...prices, prices: prices.prices.slice(1) };
    expect(() => requireBudget({ ...whole, budgetUsd: 1 }, prices)).not.toThrow();
    expect(() => requireBudget(whole, none)).not.toThrow();
    expect(() => requireBudget({ ...whole, budgetUsd: 1 }, none)).toThrow(
      expect.objectContaining({
        data: {
          code: 'invalid-input',
          message: 'There is a budget, but no price is known for “mind”.',
          remedy: 'Add a price under “Prices” in the settings, or run without a budget.',
          details: { models: ['mind'] },
        },
      }),
    );
  });

  it('is refused where it is too small for two turns, with the least that is taken', () => {
    const refused = (): void => requireBudget({ ...whole, budgetUsd: 0.001 }, prices);
    const error = thrownBy(refused);
    const { leastUsd } = error.data.details as { leastUsd: number };
    expect(error.data).toMatchObject({
      code: 'invalid-input',
      message: `The budget of $0.001 is too small for this conversation: its first words and the answer alone may cost $${leastUsd}.`,
      remedy: `Give at least $${leastUsd}, or choose models that cost less.`,
    });
    expect(() => requireBudget({ ...whole, budgetUsd: leastUsd }, prices)).not.toThrow();
    expect(() => requireBudget({ ...whole, budgetUsd: leastUsd * 0.99 }, prices)).toThrow();
  });

  it('may be as small as it likes where nothing costs anything', () => {
    expect(() => requireBudget({ ...config(), budgetUsd: 1e-9 }, prices)).not.toThrow();
  });
});

function thrownBy(act: () => void): StudioError {
  try {
    act();
  } catch (error) {
    if (error instanceof StudioError) return error;
  }
  throw new Error('it was taken');
}
