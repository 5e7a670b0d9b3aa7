import { InvalidArgumentError } from 'commander';
import {
  audioEncodingSchema,
  SAMPLE_RATES,
  textFormatSchema,
  type AudioEncoding,
  type Split,
  type TextFormat,
} from '../../../../contract/export-api.ts';

/** What `--format` names: texts, and for short an audio format too. */
export interface Formats {
  texts: TextFormat[];
  audio: AudioEncoding | undefined;
}

export function formats(text: string): Formats {
  const named = parts(text);
  const texts = named.flatMap((part) => textFormatSchema.safeParse(part).data ?? []);
  const audio = named.flatMap((part) => audioEncodingSchema.safeParse(part).data ?? []);
  const isKnown = texts.length + audio.length === named.length && named.length > 0;
  if (isKnown && new Set(audio).size < 2) return { texts: [...new Set(texts)], audio: audio[0] };
  const known = [...textFormatSchema.options, ...audioEncodingSchema.options].join(', ');
  throw new InvalidArgumentError(isKnown ? 'One audio format at a time.' : `There are ${known}.`);
}

export function audioFormat(text: string): AudioEncoding | 'none' {
  if (text === 'none') return text;
  const known = audioEncodingSchema.safeParse(text);
  if (known.success) return known.data;
  throw new InvalidArgumentError(`There are ${audioEncodingSchema.options.join(', ')} and none.`);
}

/** `16000`, `16k` or `16`. Hz */
export function sampleRate(text: string): (typeof SAMPLE_RATES)[number] {
  const value = Number(/^(\d+)k?$/u.exec(text)?.[1] ?? Number.NaN);
  const rate = SAMPLE_RATES.find((known) => known === value || known === value * 1000);
  if (rate !== undefined) return rate;
  throw new InvalidArgumentError(`There are ${SAMPLE_RATES.join(', ')}.`);
}

/** `80/10/10` or `0.8/0.1/0.1`: shares of train, valid and test. */
export function shares(text: string): Pick<Split, 'train' | 'valid' | 'test'> {
  const values = text.split('/').map((part) => (/^\d*\.?\d+$/u.test(part) ? Number(part) : NaN));
  const sum = values.reduce((all, value) => all + value, 0);
  const [train, valid, test] = values.map((value) => value / sum);
  const isWhole = values.length === 3 && sum > 0;
  if (isWhole && Math.abs(sum - 100) > 1e-6 && Math.abs(sum - 1) > 1e-6) {
    const told = Number(sum.toFixed(4));
    throw new InvalidArgumentError(`They add up to ${told}, not to 100: for instance 80/10/10.`);
  }
  if (isWhole && train !== undefined && valid !== undefined && test !== undefined) {
    return { train, valid, test };
  }
  throw new InvalidArgumentError('Three shares: train/valid/test, for instance 80/10/10.');
}

/** `0:12.5-0:31`: from and to on the recording, as `show` prints times; ms. */
export function clipRange(text: string): { fromMs: number; toMs: number } {
  const [from, to, ...rest] = text.split('-').map(place);
  const isRange = from !== undefined && to !== undefined && rest.length === 0 && from < to;
  if (isRange) return { fromMs: from, toMs: to };
  throw new InvalidArgumentError('From and to on the recording, for instance 0:12.5-0:31.');
}

/** `3-7`, or `3`: turns as they stand in the transcript, the first is 1. */
export function turnRange(text: string): { first: number; last: number } {
  const match = /^(\d{1,6})(?:-(\d{1,6}))?$/u.exec(text);
  const first = Number(match?.[1] ?? 0);
  const last = Number(match?.[2] ?? first);
  if (first >= 1 && first <= last) return { first, last };
  throw new InvalidArgumentError('Turns by their numbers, the first is 1: for instance 3-7.');
}

/** Values parted by commas; said again, they add to each other. */
export function list(text: string, earlier: string[] = []): string[] {
  return [...earlier, ...parts(text)];
}

/** `2026-11-23`, or with a time; ISO 8601, UTC. */
export function moment(text: string): string {
  const date = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}/u.test(text) && !Number.isNaN(date.getTime())) return date.toISOString();
  throw new InvalidArgumentError('A date, for instance 2026-11-23 or 2026-11-23T14:00.');
}

/** `1:02:03.5`, `0:12.5` or `12.5`; ms. */
function place(text: string): number | undefined {
  const match = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/u.exec(text.trim());
  if (!match) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

function parts(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
