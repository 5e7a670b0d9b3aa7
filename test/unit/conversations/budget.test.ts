import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationConfig } from '../../../src/contract/conversation.ts';
import type { SidePlayer } from '../../../src/contract/provider.ts';
import type { Side } from '../../../src/contract/side.ts';
import { amountsSchema, type PriceTable } from '../../../src/contract/usage.ts';
import {
  budgetOf,
  isLastAffordable,
  requirePrices,
  spendingOf,
  type Budget,
} from '../../../src/main/conversations/budget.ts';
import type { RunEvent, RunState } from '../../../src/main/conversations/run-state.ts';
import { initialState, reduce } from '../../../src/main/conversations/state.ts';
import { decideStop, HANG_UP_GRACE_MS } from '../../../src/main/conversations/stop-rules.ts';
import { usageEntries } from '../../../src/main/conversations/usage.ts';
import { heard, turnEnded, turnStarted } from './messages.ts';

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
    { model: 'ear', audioInputMinutes: 1 },
    { model: 'voice', characters: 1 },
  ],
};
const LIMITS = { maxTurns: 60, maxMinutes: 10, silenceSeconds: 20 };
const cents = (amount: number): number => amount / 100;
const budget = (usd: number): Budget => ({ usd, prices, stages });

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

  it('may begin while the dearest so far still fits', () => {
    expect(spendingOf(after(...first), budget(1))).toEqual({
      ...{ spentUsd: cents(4), dearestUsd: cents(4) },
    });
    expect(isLastAffordable(after(...first), budget(cents(8)))).toBe(false);
    expect(isLastAffordable(after(...first), budget(cents(7.9)))).toBe(true);
  });

  it('is looked at as dear as the dearest, not as the last one', () => {
    const cheap = [used('b', 1), turnStarted('b', '2', 1200), turnEnded('b', '2', 1200, 2000)];
    const state = after(...first, ...cheap);
    expect(isLastAffordable(state, budget(cents(9)))).toBe(false);
    expect(isLastAffordable(state, budget(cents(8.9)))).toBe(true);
  });

  it('is not begun when the present one will use up what there is', () => {
    const state = after(...first, turnStarted('b', '2', 1200), used('b', 1));
    // 4 were spent; the present one may come to 4 as well, and so may the next.
    expect(isLastAffordable(state, budget(cents(12)))).toBe(false);
    expect(isLastAffordable(state, budget(cents(11.9)))).toBe(true);
  });

  it('may begin as long as nothing was spent', () => {
    expect(isLastAffordable(after(), budget(0.000_001))).toBe(false);
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
        'The budget of $0.070 allowed no further turn: $0.040 was spent, and another turn could have cost $0.040.',
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
    expect(budgetOf({ stages }, prices)).toBeUndefined();
  });
});

describe('of any call', () => {
  it('no turn begins that would cost more than is left, if none is dearer than the dearest before', () => {
    const costs = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 500 }), costs, (total, rest) => {
        const turns = [50, ...rest];
        let state = after();
        for (const [index, cost] of turns.entries()) {
          if (isLastAffordable(state, budget(cents(total)))) break;
          const side = index % 2 === 0 ? 'b' : 'a';
          const id = String(index);
          const said = [turnStarted(side, id, 0), used(side, cost), turnEnded(side, id, 0, 1)];
          state = said.reduce(reduce, state);
        }
        expect(spendingOf(state, budget(1)).spentUsd).toBeLessThanOrEqual(cents(total) + 1e-9);
      }),
    );
  });
});

describe('a budget over a model without a price', () => {
  it('is refused, with the model’s name and where a price is added', () => {
    const none = { ...prices, prices: prices.prices.slice(1) };
    const config = { budgetUsd: 1, stages };
    expect(() => requirePrices(config, prices)).not.toThrow();
    expect(() => requirePrices({ stages }, none)).not.toThrow();
    expect(() => requirePrices(config, none)).toThrow(
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
});
