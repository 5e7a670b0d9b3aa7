import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/contract/side.ts';
import { amountsSchema, type PriceTable } from '../../../src/contract/usage.ts';
import { TELL_USAGE_MS } from '../../../src/main/conversations/usage-book.ts';
import { turnEndedMessage, turnStartedMessage } from './messages.ts';
import { Stage } from './stage.ts';

const llm = { provider: 'openai', model: 'mind', baseUrl: 'https://models.test/v1' } as const;
const prices: PriceTable = {
  asOf: '2026-11-01',
  prices: [{ model: 'mind', inputTokens: 1, outputTokens: 1 }],
};

/** A run in which a million tokens cost a dollar. */
function stageOf(budgetUsd?: number): Stage {
  const stage = new Stage();
  stage.prices = prices;
  stage.change = (config) => ({
    ...config,
    stages: {
      a: { ...config.stages.a, llm } as typeof config.stages.a,
      b: { ...config.stages.b, llm } as typeof config.stages.b,
    },
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
  });
  return stage;
}

function uses(stage: Stage, side: Side, cents: number): void {
  const amounts = amountsSchema.parse({ requests: 1, outputTokens: cents * 10_000 });
  const about = { kind: 'usage', conversationId: 'c', side } as const;
  stage.says(side, { ...about, stage: 'llm', model: 'mind', amounts });
}
const costs = (stage: Stage): number[] => stage.pushes.of('cost').map(({ cost }) => cost.usd);
const stored = (stage: Stage): number[] => stage.library.usages.map(({ cost }) => cost.usd);

describe('what a run uses', () => {
  it('is told and stored once a second at most, however often it grows', async () => {
    const stage = stageOf();
    const run = await stage.begin();
    for (let at = 0; at < 10; at += 1) {
      uses(stage, 'b', 1);
      await stage.clock.advance(TELL_USAGE_MS / 4);
    }
    expect(costs(stage)).toEqual([0.04, 0.08]);
    run.stop();
    const conversation = await stage.ended(1000);
    expect(conversation.usage?.cost).toEqual({ usd: 0.1, unpriced: [], pricesAsOf: '2026-11-01' });
    expect(conversation.usage?.entries).toMatchObject([
      { side: 'b', stage: 'llm', ...llm, amounts: { requests: 10, outputTokens: 100_000 } },
    ]);
  });

  it('is stored at the end of every turn at once', async () => {
    const stage = stageOf();
    await stage.begin();
    uses(stage, 'b', 3);
    stage.says('b', turnStartedMessage('b', '1', 0));
    expect(stored(stage)).toEqual([]);
    stage.says('b', turnEndedMessage('b', '1', 0, 900));
    expect(stored(stage)).toEqual([0.03]);
  });

  it('is kept when the run ends by a fault, with what was used while it ended', async () => {
    const stage = stageOf();
    await stage.begin();
    uses(stage, 'b', 2);
    stage.engine.workerParts.a.deaf.leave = true;
    stage.says('b', {
      ...{ kind: 'fault', conversationId: 'c', side: 'b', fatal: true },
      error: { code: 'provider-quota', message: 'There is no money left.' },
    });
    uses(stage, 'a', 1);
    const conversation = await stage.ended(5000);
    expect(conversation).toMatchObject({ status: 'failed', usage: { cost: { usd: 0.03 } } });
  });

  it('is told of no one whom it costs nothing', async () => {
    const stage = new Stage();
    await stage.begin();
    const amounts = amountsSchema.parse({ requests: 1, outputTokens: 9 });
    const about = { kind: 'usage', conversationId: 'c', side: 'b' } as const;
    stage.says('b', { ...about, stage: 'llm', model: 'rehearsal-mind', amounts });
    await stage.clock.advance(TELL_USAGE_MS);
    expect(costs(stage)).toEqual([]);
    expect(stored(stage)).toEqual([0]);
  });

  it('is not in the log of events', async () => {
    const stage = stageOf();
    await stage.begin();
    uses(stage, 'b', 1);
    expect(stage.library.events.map(({ kind }) => kind)).not.toContain('usage');
  });
});

describe('a run with a budget', () => {
  it('hushes both sides once while the last turn is said, and ends after it', async () => {
    const stage = stageOf(0.13);
    await stage.begin();
    const { a, b } = stage.engine.workerParts;
    stage.says('b', turnStartedMessage('b', '1', 0));
    uses(stage, 'b', 4);
    stage.says('b', turnEndedMessage('b', '1', 0, 900));
    expect(b.orders).not.toContain('hush');
    stage.says('a', turnStartedMessage('a', '2', 1000));
    // 4 are spent, this turn may cost 6 more, and so may the next.
    expect([a, b].map(({ orders }) => orders.filter((order) => order === 'hush').length)).toEqual([
      1, 1,
    ]);
    uses(stage, 'a', 3);
    await stage.clock.advance(20_000);
    expect(a.orders).not.toContain('leave');
    stage.says('a', turnEndedMessage('a', '2', 1000, stage.clock.monotonicMs()));
    const conversation = await stage.ended(3000);
    expect(conversation).toMatchObject({
      ...{ status: 'completed', endReason: 'budget', error: null },
      endMessage:
        'The budget of $0.13 allowed no further turn: $0.07 was spent, and another turn could have cost $0.06.',
    });
    expect(stage.library.events.filter(({ kind }) => kind === 'budget-reached')).toHaveLength(1);
  });

  it('goes on to its other ends while there is money left', async () => {
    const stage = stageOf(10);
    await stage.begin();
    uses(stage, 'b', 4);
    stage.says('b', turnStartedMessage('b', '1', 0));
    stage.says('b', turnEndedMessage('b', '1', 0, 900));
    stage.says('b', { kind: 'hang-up', conversationId: 'c', side: 'b' });
    expect((await stage.ended(3000)).endReason).toBe('goodbye');
  });
});
