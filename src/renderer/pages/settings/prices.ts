import type { SettingsView } from '../../../contract/settings.ts';
import { modelPriceSchema, type ModelPrice, type PriceTable } from '../../../contract/usage.ts';
import { formatUsd } from '../../format/money.ts';

/** A price as the table shows it. */
export interface PriceRow {
  price: ModelPrice;
  /** The user wrote it, perhaps over a built-in one. */
  own: boolean;
}

const PRICE_GROUPS = [
  {
    title: 'Text, a million tokens',
    unit: 'a million tokens of text',
    fields: [
      ['inputTokens', 'In'],
      ['cachedInputTokens', 'Cached'],
      ['outputTokens', 'Out'],
    ],
  },
  {
    title: 'Sound, a million tokens',
    unit: 'a million tokens of sound',
    fields: [
      ['audioInputTokens', 'In'],
      ['cachedAudioInputTokens', 'Cached'],
      ['audioOutputTokens', 'Out'],
    ],
  },
  {
    title: 'Sound, a minute',
    unit: 'a minute of sound',
    fields: [
      ['audioInputMinutes', 'In'],
      ['audioOutputMinutes', 'Out'],
    ],
  },
  {
    title: 'Text to be spoken',
    unit: 'a million characters',
    fields: [['characters', 'A million characters']],
  },
] as const;

export type PriceField = (typeof PRICE_GROUPS)[number]['fields'][number][0];
export interface PriceGroup {
  title: string;
  unit: string;
  fields: readonly (readonly [PriceField, string])[];
}
export const priceGroups: readonly PriceGroup[] = PRICE_GROUPS;

const sameModel = (one: ModelPrice, other: ModelPrice): boolean =>
  one.model === other.model && one.server === other.server;

/** All prices that hold, by model. */
export function priceRows({ settings, effective }: SettingsView): PriceRow[] {
  const own = settings.prices?.prices ?? [];
  const known = effective.prices.prices.filter(
    (price) => !own.some((each) => sameModel(each, price)),
  );
  const rows = [
    ...own.map((price) => ({ price, own: true })),
    ...known.map((price) => ({ price, own: false })),
  ];
  return rows.toSorted((one, other) => one.price.model.localeCompare(other.price.model));
}

/** Rows whose model or server has the text in it. */
export function foundRows(rows: readonly PriceRow[], text: string): PriceRow[] {
  const sought = text.trim().toLowerCase();
  return rows.filter(({ price }) =>
    `${price.model} ${price.server ?? ''}`.toLowerCase().includes(sought),
  );
}

/**
 * The user's prices with one more, or with one changed.
 *
 * @param was what it stood for before, if it has another name now
 * @param today ISO 8601 date; default: that of this moment, UTC
 */
export function withPrice(
  table: PriceTable | null,
  price: ModelPrice,
  was: ModelPrice | undefined,
  today = new Date().toISOString().slice(0, 10),
): PriceTable {
  const others = (table?.prices ?? []).filter(
    (each) => !sameModel(each, price) && !(was && sameModel(each, was)),
  );
  return { asOf: today, prices: [...others, price] };
}

/** Without it; null: none is left, the built-in ones hold alone. */
export function withoutPrice(table: PriceTable | null, price: ModelPrice): PriceTable | null {
  const prices = (table?.prices ?? []).filter((each) => !sameModel(each, price));
  return table && prices.length > 0 ? { ...table, prices } : null;
}

/** "$0.40 in, $1.60 out for a million tokens of text". */
export function priceWords(price: ModelPrice): string {
  const parts = priceGroups.flatMap(({ unit, fields }) => {
    const set = fields.flatMap(([name, label]) => {
      const usd = price[name];
      if (usd === undefined) return [];
      return fields.length === 1 ? [formatUsd(usd)] : [`${formatUsd(usd)} ${label.toLowerCase()}`];
    });
    return set.length > 0 ? [`${set.join(', ')} for ${unit}`] : [];
  });
  const free = priceGroups.every(({ fields }) => fields.every(([name]) => !price[name]));
  if (parts.length === 0) return 'No price is known';
  return free ? 'Free' : parts.join(' · ');
}

/** "OpenAI", the server, or wherever it runs. */
export function serverWords(server: string | undefined): string {
  if (server === undefined) return 'wherever it runs';
  return server === 'openai' ? 'OpenAI' : server.replace(/^https?:\/\//u, '');
}

/** A price as it is typed. */
export type PriceForm = Record<'model' | 'server' | PriceField, string>;

export function priceFormOf(price: ModelPrice | undefined): PriceForm {
  const text = (value: string | number | undefined) => (value === undefined ? '' : String(value));
  const fields = priceGroups.flatMap((group) => group.fields.map(([name]) => name));
  const amounts = fields.map((name) => [name, text(price?.[name])] as const);
  return {
    ...(Object.fromEntries(amounts) as Record<PriceField, string>),
    model: text(price?.model),
    server: text(price?.server),
  };
}

/** The price that is written, or what is wrong with each field. */
export function typedPrice(form: PriceForm): {
  price?: ModelPrice;
  problems: Partial<Record<keyof PriceForm, string>>;
} {
  const written = Object.entries(form).filter(([, value]) => value.trim() !== '');
  const values = written.map(([name, value]) => {
    const text = value.trim();
    if (name === 'model') return [name, text];
    if (name === 'server') return [name, serverOf(text)];
    return [name, Number(text.replace(',', '.').replace(/^\$/u, ''))];
  });
  const checked = modelPriceSchema.safeParse(Object.fromEntries(values));
  if (checked.success) return { price: checked.data, problems: {} };
  const problems = checked.error.issues.map(({ path: [name] }) => [
    name,
    name === 'model' ? 'Write the name of the model.' : 'Write US dollars, 0 or more.',
  ]);
  return { problems: Object.fromEntries(problems) as Partial<Record<keyof PriceForm, string>> };
}

/** Prices go by origin, whatever path was pasted with it. */
function serverOf(text: string): string {
  if (/^openai$/iu.test(text)) return 'openai';
  return URL.canParse(text) && /^https?:/iu.test(text) ? new URL(text).origin : text;
}
