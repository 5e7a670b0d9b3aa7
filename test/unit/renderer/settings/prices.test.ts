import { describe, expect, it } from 'vitest';
import { settingsSchema, type SettingsView } from '../../../../src/contract/settings.ts';
import type { ModelPrice, PriceTable } from '../../../../src/contract/usage.ts';
import {
  foundRows,
  priceFormOf,
  priceRows,
  priceWords,
  serverWords,
  typedPrice,
  withoutPrice,
  withPrice,
} from '../../../../src/renderer/pages/settings/prices.ts';

const known: ModelPrice[] = [
  {
    model: 'gpt-5',
    server: 'openai',
    inputTokens: 1.25,
    cachedInputTokens: 0.125,
    outputTokens: 10,
  },
  { model: 'whisper-1', server: 'openai', audioInputMinutes: 0.006 },
];
const view = (own: PriceTable | null): Pick<SettingsView, 'settings' | 'effective'> => ({
  settings: settingsSchema.parse({ prices: own }),
  effective: {
    connection: { kind: 'local' },
    provider: 'rehearsal',
    prices: { asOf: '2026-11-01', prices: [...(own?.prices ?? []), ...known] },
  },
});
const rows = (own: PriceTable | null) => priceRows(view(own) as SettingsView);
const mine: ModelPrice = { model: 'gpt-5', server: 'openai', inputTokens: 1, outputTokens: 8 };

describe('prices', () => {
  it('show the user’s own in place of the built-in ones', () => {
    const own = withPrice(null, mine, undefined, '2026-11-20');
    expect(rows(own).map(({ price, own: is }) => [price.model, price.inputTokens, is])).toEqual([
      ['gpt-5', 1, true],
      ['whisper-1', undefined, false],
    ]);
    expect(foundRows(rows(own), ' WHISPER ')).toHaveLength(1);
  });

  it('are changed, renamed and taken away one by one', () => {
    const first = withPrice(null, mine, undefined, '2026-11-20');
    const renamed = withPrice(first, { ...mine, model: 'gpt-6' }, mine, '2026-11-21');
    expect(renamed).toEqual({ asOf: '2026-11-21', prices: [{ ...mine, model: 'gpt-6' }] });
    const both = withPrice(renamed, mine, undefined, '2026-11-22');
    expect(withoutPrice(both, mine)?.prices).toHaveLength(1);
    expect(withoutPrice(first, mine)).toBeNull();
  });

  it('are read in a line', () => {
    expect(priceWords(known[0]!)).toBe(
      '$1.25 in, $0.125 cached, $10.00 out for a million tokens of text',
    );
    expect(priceWords({ model: 'x', inputTokens: 0, outputTokens: 0 })).toBe('Free');
    expect(priceWords({ model: 'x' })).toBe('No price is known');
    expect(serverWords('https://api.groq.com')).toBe('api.groq.com');
    expect(serverWords(undefined)).toBe('wherever it runs');
  });

  it('are typed as people type', () => {
    const form = { ...priceFormOf(known[1]), server: 'https://api.groq.com/openai/v1' };
    expect(typedPrice({ ...form, audioInputMinutes: '$0,004' }).price).toEqual({
      model: 'whisper-1',
      server: 'https://api.groq.com',
      audioInputMinutes: 0.004,
    });
    expect(typedPrice({ ...form, model: ' ', characters: 'much' }).problems).toEqual({
      model: 'Write the name of the model.',
      characters: 'Write US dollars, 0 or more.',
    });
  });
});
