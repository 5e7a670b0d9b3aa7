import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../src/contract/settings.ts';
import { PRICES_AS_OF } from '../../../src/main/pricing/openai-prices.ts';
import { Arrangement } from './arrange.ts';

const llm = { model: 'gpt-9', baseUrl: 'https://models.example.com/v1' };
const REQUEST = {
  ...({ scenario: 'late-parcel', provider: 'rehearsal', seed: 7 } as const),
  sides: { a: { kind: 'pipeline' as const, llm: { provider: 'openai' as const, ...llm } } },
};
const data = (code: string) => ({ data: { code } });

let arranged: Arrangement;
beforeEach(async () => {
  arranged = await Arrangement.make();
  await arranged.studio.setSecret({
    ...{ name: 'server-key:https://models.example.com', value: 'sk-test' },
  });
});
afterEach(() => arranged.remove());

describe('an estimate', () => {
  it('is nothing for the rehearsal', async () => {
    const estimate = await arranged.studio.estimateRun({ request: { scenario: 'late-parcel' } });
    expect(estimate).toMatchObject({ total: { lowUsd: 0, highUsd: 0 }, unpriced: [] });
  });

  it('names models without a price, and is by the user’s own prices', async () => {
    const { studio } = arranged;
    expect(await studio.estimateRun({ request: REQUEST })).toMatchObject({
      ...{ total: { lowUsd: 0 }, unpriced: ['gpt-9'], pricesAsOf: PRICES_AS_OF },
    });
    const prices = {
      asOf: '2026-09-01',
      prices: [{ model: 'gpt-9', inputTokens: 1, outputTokens: 1 }],
    };
    const view = await studio.saveSettings(settingsSchema.parse({ prices }));
    expect(view.effective.prices.prices[0]).toEqual(prices.prices[0]);
    expect(view.effective.prices.prices.length).toBeGreaterThan(10);
    const priced = await studio.estimateRun({ request: REQUEST });
    expect(priced).toMatchObject({ unpriced: [], pricesAsOf: '2026-09-01' });
    expect(priced.total.lowUsd).toBeGreaterThan(0);
    const later = { ...prices, asOf: '2026-12-01' };
    await studio.saveSettings(settingsSchema.parse({ prices: later }));
    expect(await studio.estimateRun({ request: REQUEST })).toMatchObject({
      pricesAsOf: '2026-12-01',
    });
  });

  it('is refused for what can’t start, and starts nothing', async () => {
    const { studio, engine } = arranged;
    const refused = studio.estimateRun({ request: { scenario: 'nobody' } });
    await expect(refused).rejects.toMatchObject(data('not-found'));
    const bad = studio.estimateRun({ request: REQUEST, count: 0 });
    await expect(bad).rejects.toMatchObject(data('invalid-input'));
    expect(engine.starts).toEqual([]);
  });
});

describe('a budget', () => {
  it('over a model without a price is refused, from a request or the settings', async () => {
    const { studio, engine } = arranged;
    const start = studio.startConversation({ ...REQUEST, budgetUsd: 1 });
    await expect(start).rejects.toThrow('no price is known for “gpt-9”');
    await studio.saveSettings(settingsSchema.parse({ budgetUsd: 2 }));
    await expect(studio.startConversation(REQUEST)).rejects.toMatchObject(data('invalid-input'));
    expect(engine.starts).toEqual([]);
    expect((await studio.listConversations({})).total).toBe(0);
  });

  it('is kept with the conversation', async () => {
    const { studio, engine } = arranged;
    const request = { scenario: 'late-parcel', seed: 7, budgetUsd: 1.5 };
    const { id } = await studio.startConversation(request);
    expect((await studio.getConversation(id)).config.budgetUsd).toBe(1.5);
    const stopping = studio.stopConversation(id);
    await engine.clock.advance(0);
    await stopping;
  });
});
