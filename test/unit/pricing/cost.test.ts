import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountsSchema, type PriceTable } from '../../../src/contract/usage.ts';
import { costOf } from '../../../src/main/pricing/cost.ts';
import { BUILT_IN_PRICES, effectivePrices } from '../../../src/main/pricing/table.ts';
import { entry } from './samples.ts';

const usd = (...entries: Parameters<typeof costOf>[0]) => costOf(entries, BUILT_IN_PRICES).usd;
const stt = { stage: 'stt' } as const;
const tts = { stage: 'tts' } as const;

describe('the cost of what was used', () => {
  it('is tokens of text by the million, cheaper from the cache', () => {
    expect(usd(entry({ inputTokens: 1_000_000 }))).toBeCloseTo(0.4);
    expect(usd(entry({ outputTokens: 1_000_000 }))).toBeCloseTo(1.6);
    const cached = entry({ inputTokens: 1_000_000, cachedInputTokens: 400_000 });
    expect(usd(cached)).toBeCloseTo(0.6 * 0.4 + 0.4 * 0.1);
  });

  it('is characters by the million, and minutes of sound', () => {
    expect(usd(entry({ characters: 2000 }, { ...tts, model: 'tts-1' }))).toBeCloseTo(0.03);
    const spoken = entry({ audioOutputSeconds: 90 }, { ...tts, model: 'gpt-4o-mini-tts' });
    expect(usd(spoken)).toBeCloseTo(0.0225);
    const heard = entry({ audioInputSeconds: 30 }, { ...stt, model: 'whisper-1' });
    expect(usd(heard)).toBeCloseTo(0.003);
  });

  it('is tokens of sound, and minutes of what told none, never both of the same', () => {
    const ear = { ...stt, model: 'gpt-4o-transcribe' };
    const told = { audioInputSeconds: 60, audioInputTokens: 600, outputTokens: 100 };
    expect(usd(entry(told, ear))).toBeCloseTo((600 * 2.5 + 100 * 10) / 1e6, 10);
    expect(usd(entry({ audioInputSeconds: 60 }, ear))).toBeCloseTo(0.006, 10);
    // A request that was cancelled beside one that wasn't.
    const both = { ...told, audioInputSeconds: 90 };
    expect(usd(entry(both, ear))).toBeCloseTo(0.0025 + 0.003, 10);
    const voice = { ...tts, model: 'gpt-4o-mini-tts' };
    const said = { audioOutputSeconds: 60, audioOutputTokens: 1200 };
    expect(usd(entry(said, voice))).toBeCloseTo((1200 * 12) / 1e6, 10);
  });

  it('is sound and text of a speech-to-speech model', () => {
    const amounts = {
      ...{ inputTokens: 1000, audioInputTokens: 2000, cachedAudioInputTokens: 1500 },
      ...{ outputTokens: 100, audioOutputTokens: 500 },
    };
    const used = entry(amounts, { stage: 'realtime', model: 'gpt-realtime' });
    const expected = 1000 * 4 + 500 * 32 + 1500 * 0.4 + 100 * 16 + 500 * 64;
    expect(usd(used)).toBeCloseTo(expected / 1e6, 10);
  });

  it('names models without a price once, and those whose price is of another kind of thing', () => {
    const strange = entry({ inputTokens: 5 }, { model: 'gpt-9' });
    const misused = entry({ characters: 5 }, { ...tts, model: 'gpt-4.1' });
    const cost = costOf([strange, misused, strange, entry({ inputTokens: 10 })], BUILT_IN_PRICES);
    expect(cost.unpriced).toEqual(['gpt-9', 'gpt-4.1']);
    expect(cost.usd).toBeCloseTo(4e-6, 10);
    expect(cost.pricesAsOf).toBe(BUILT_IN_PRICES.asOf);
  });

  it('is of the day of the prices that it is by', () => {
    const day = (own: PriceTable, ...models: string[]) =>
      costOf(
        models.map((model) => entry({ inputTokens: 5 }, { model })),
        effectivePrices({ prices: own }),
      ).pricesAsOf;
    const prices = [{ model: 'mine', inputTokens: 1, outputTokens: 1 }];
    const newer = { asOf: '2027-01-01', prices };
    expect(day(newer, 'mine')).toBe('2027-01-01');
    expect(day(newer, 'mine', 'gpt-4.1-mini')).toBe(BUILT_IN_PRICES.asOf);
    expect(day(newer, 'gpt-9')).toBe(BUILT_IN_PRICES.asOf);
    const older = { asOf: '2026-01-01', prices };
    expect(day(older, 'mine', 'gpt-4.1-mini')).toBe('2026-01-01');
    expect(day(older, 'gpt-4.1-mini')).toBe(BUILT_IN_PRICES.asOf);
  });

  it('is not known of a recogniser that is paid by tokens and tells none', () => {
    const table = { asOf: '2026-01-01', prices: [{ model: 'ear', audioInputTokens: 3 }] };
    const untold = entry({ audioInputSeconds: 3 }, { ...stt, model: 'ear' });
    expect(costOf([untold], table).unpriced).toEqual(['ear']);
    const told = entry({ audioInputSeconds: 3, audioInputTokens: 30 }, { ...stt, model: 'ear' });
    expect(costOf([told], table)).toMatchObject({ unpriced: [], usd: 90 / 1e6 });
  });
});

describe('of any amounts and prices', () => {
  const amount = fc.nat(10_000_000);
  const amounts = fc
    .record(Object.fromEntries(amountsSchema.keyof().options.map((key) => [key, amount])))
    .map((record) => amountsSchema.parse(record));
  const dollars = fc.double({ min: 0, max: 1000, noNaN: true });
  const prices = fc
    .record({
      ...{ inputTokens: dollars, cachedInputTokens: dollars, outputTokens: dollars },
      ...{ audioInputTokens: dollars, audioOutputTokens: dollars, characters: dollars },
      ...{ audioInputMinutes: dollars, audioOutputMinutes: dollars },
    })
    .map((price): PriceTable => ({ asOf: '2026-01-01', prices: [{ model: 'm', ...price }] }));
  const stage = fc.constantFrom('llm', 'stt', 'tts', 'realtime' as const);
  const of = (used: object, at: 'llm' | 'stt' | 'tts' | 'realtime') =>
    entry(used, { stage: at, model: 'm' });

  it('is never below nothing, and nothing for nothing', () => {
    fc.assert(
      fc.property(amounts, prices, stage, (used, table, at) => {
        expect(costOf([of(used, at)], table).usd).toBeGreaterThanOrEqual(0);
        expect(costOf([of({}, at)], table).usd).toBe(0);
      }),
    );
  });

  it('never falls when more is used, and doubles with everything', () => {
    fc.assert(
      fc.property(amounts, amounts, prices, stage, (used, more, table, at) => {
        const both = Object.fromEntries(
          amountsSchema.keyof().options.map((key) => [key, used[key] + more[key]]),
        );
        const twice = Object.fromEntries(
          amountsSchema.keyof().options.map((key) => [key, 2 * used[key]]),
        );
        const cost = (what: object) => costOf([of(what, at)], table).usd;
        // What is from the cache, and tokens of sound that was counted already, may make it cheaper.
        const { cachedInputTokens, cachedAudioInputTokens } = used;
        const { audioInputTokens, audioOutputTokens } = used;
        const cheaper = { cachedInputTokens, cachedAudioInputTokens };
        const grown = { ...both, ...cheaper, audioInputTokens, audioOutputTokens };
        if (used.cachedInputTokens <= used.inputTokens)
          expect(cost(grown)).toBeGreaterThanOrEqual(cost(used) * (1 - 1e-9));
        expect(cost(twice)).toBeCloseTo(2 * cost(used), 4);
      }),
    );
  });

  it('adds up over entries', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amounts, stage), { maxLength: 6 }), prices, (used, table) => {
        const entries = used.map(([what, at]) => of(what, at));
        const alone = entries.map((one) => costOf([one], table).usd);
        const sum = alone.reduce((x, y) => x + y, 0);
        expect(costOf(entries, table).usd).toBeCloseTo(sum, 6);
      }),
    );
  });
});
