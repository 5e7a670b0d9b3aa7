import { describe, expect, it } from 'vitest';
import type { ModelPrice, UsedStage } from '../../../src/contract/usage.ts';
import { coversStage } from '../../../src/main/pricing/cost.ts';
import { isPrivateServer } from '../../../src/main/pricing/private-server.ts';
import { priceOf, type PricedModel } from '../../../src/main/pricing/price-of.ts';
import { OPENAI_MODELS } from '../../../src/main/providers/models.ts';
import { BUILT_IN_PRICES, effectivePrices } from '../../../src/main/pricing/table.ts';

const openai = (model: string, baseUrl?: string): PricedModel => ({
  ...{ provider: 'openai', model, baseUrl },
});
const compatible = (baseUrl: string, model = 'some-model'): PricedModel => ({
  ...{ provider: 'openai-compatible', model, baseUrl },
});
const modelOf = (used: PricedModel, table = BUILT_IN_PRICES): string | undefined => {
  const price = priceOf(used, table);
  return typeof price === 'object' ? price.model : price;
};
const own = (...prices: ModelPrice[]) =>
  effectivePrices({ prices: { asOf: '2027-01-01', prices } });

describe('the price of a model', () => {
  it.each([
    ['gpt-4.1-mini', 'gpt-4.1-mini'],
    ['gpt-4.1-mini-2025-04-14', 'gpt-4.1-mini'],
    ['gpt-4.1-2025-04-14', 'gpt-4.1'],
    ['gpt-3.5-turbo-0125', 'gpt-3.5-turbo'],
    ['gpt-4o-mini-tts', 'gpt-4o-mini-tts'],
    ['gpt-4.1-mini-tts', undefined],
    ['gpt-4.1-mini-2025-04-14-tuned', undefined],
    ['gpt-4.1-minister', undefined],
    ['gpt-9', undefined],
    // The longest name that fits, and only a date after it.
    ['gpt-4o-mini-2024-07-18', 'gpt-4o-mini'],
    ['gpt-4o-2024-08-06', 'gpt-4o'],
    ['gpt-4o-2024-05-13', 'gpt-4o-2024-05-13'],
    ['gpt-realtime-2.1-mini', 'gpt-realtime-2.1-mini'],
    ['gpt-realtime-2025-08-28', 'gpt-realtime'],
    ['gpt-4o-mini-tts-2025-12-15', 'gpt-4o-mini-tts'],
    // Nobody has published one.
    ['gpt-5.1-mini', undefined],
    ['gpt-realtime-translate', undefined],
  ])('%s is that of %s', (model, priced) => {
    expect(modelOf(openai(model))).toBe(priced);
  });

  it('is nothing for the rehearsal, whatever the table says', () => {
    const used = { provider: 'rehearsal', model: 'rehearsal-mind' } as const;
    expect(priceOf(used, own({ model: 'rehearsal-mind', inputTokens: 1 }))).toBe('free');
  });

  it('is nothing on a server of one’s own, unless the user gave it one', () => {
    const local = compatible('http://127.0.0.1:11434/v1');
    expect(priceOf(local, BUILT_IN_PRICES)).toBe('free');
    expect(modelOf(local, own({ model: 'some-model', inputTokens: 1 }))).toBe('some-model');
  });

  it('is OpenAI’s with OpenAI only', () => {
    const model = 'gpt-4.1-mini';
    expect(modelOf(openai(model, 'https://api.openai.com/v1'))).toBe(model);
    expect(modelOf(compatible('https://api.openai.com/v1', model))).toBe(model);
    expect(modelOf(compatible('https://api.other.test/v1', model))).toBeUndefined();
    // OPENAI_BASE_URL points at a server of one's own.
    expect(modelOf(openai(model, 'http://192.168.1.7:8000/v1'))).toBe('free');
  });

  it('is the user’s own before the built-in one', () => {
    const table = own({ model: 'gpt-4.1-mini', inputTokens: 99, outputTokens: 99 });
    expect(priceOf(openai('gpt-4.1-mini'), table)).toMatchObject({ inputTokens: 99 });
    expect(priceOf(openai('gpt-4.1-mini-2025-04-14'), table)).toMatchObject({ inputTokens: 99 });
    expect(priceOf(openai('gpt-4.1'), table)).toMatchObject({ inputTokens: 2 });
  });

  it('is that of the server before that of any, and of the very model before its family', () => {
    const server = 'https://api.groq.com';
    const table = own(
      { model: 'llama', inputTokens: 1 },
      { model: 'llama', server, inputTokens: 2 },
      { model: 'llama-2025-01-01', inputTokens: 3 },
    );
    const at = (url: string, model: string) => priceOf(compatible(url, model), table);
    expect(at('https://api.groq.com/openai/v1', 'llama')).toMatchObject({ inputTokens: 2 });
    expect(at('https://other.test/v1', 'llama')).toMatchObject({ inputTokens: 1 });
    expect(at('https://api.groq.com/openai/v1', 'llama-2025-01-01')).toMatchObject({
      inputTokens: 3,
    });
  });
});

describe('the table', () => {
  it('is as old as the older of its parts', () => {
    expect(own().asOf).toBe(BUILT_IN_PRICES.asOf);
    expect(effectivePrices({ prices: { asOf: '2026-01-01', prices: [] } }).asOf).toBe('2026-01-01');
    expect(effectivePrices({ prices: null })).toBe(BUILT_IN_PRICES);
  });

  it.each(Object.entries(OPENAI_MODELS))(
    'has a price of every %s that is offered',
    (kind, models) => {
      for (const model of models) {
        const price = priceOf(openai(model), BUILT_IN_PRICES);
        expect(typeof price === 'object' && coversStage(price, kind as UsedStage), model).toBe(
          true,
        );
      }
    },
  );

  it('names each model once', () => {
    const names = BUILT_IN_PRICES.prices.map(({ model }) => model);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a server of one’s own', () => {
  it.each([
    'http://localhost:1234/v1',
    'http://127.9.9.9/v1',
    'http://[::1]:8000/v1',
    'http://10.1.2.3/v1',
    'http://172.31.0.1/v1',
    'http://192.168.178.20:11434/v1',
    'http://100.64.1.1/v1',
    'http://[fd00::7]/v1',
    'http://[::ffff:192.168.1.1]/v1',
    'http://0.0.0.0:8000/v1',
    'http://[::]:8000/v1',
    'http://ollama:11434/v1',
    'http://studio.local:1234/v1',
    'http://host.docker.internal:11434/v1',
  ])('is %s', (url) => expect(isPrivateServer(url)).toBe(true));

  it.each([
    'https://api.openai.com/v1',
    'http://172.32.0.1/v1',
    'http://8.8.8.8/v1',
    'http://[2001:4860:4860::8888]/v1',
    'https://10.example.com/v1',
    'https://localhost.example.com/v1',
    'nonsense',
  ])('is not %s', (url) => expect(isPrivateServer(url)).toBe(false));
});
