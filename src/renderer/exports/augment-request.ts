import type { z } from 'zod';
import type { augmentSchema } from '../../contract/augment.ts';
import { parseNumber, SEED_RANGE, type NumberRange } from '../pages/run/number-field.ts';
import type { AugmentForm } from './augment-form.ts';
import { rangeWords, readRange, scaled, type Range } from './range-text.ts';

type AugmentInput = z.input<typeof augmentSchema>;

export const SNR_RANGE: NumberRange = { least: -10, most: 60, whole: false };
export const LEVEL_RANGE: NumberRange = { least: -60, most: 20, whole: false };
export const LOSS_RANGE: NumberRange = { least: 0, most: 50, whole: false };
export const BURST_RANGE: NumberRange = { least: 1, most: 20, whole: false };
export const VOICES_RANGE: NumberRange = { least: 2, most: 12, whole: true };

/** Fields of the form in which something can be wrong. */
export type AugmentField =
  'snr' | 'voices' | 'noisePath' | 'reverbPath' | 'level' | 'loss' | 'burst' | 'seed';

export interface AugmentReading {
  /** Null: nothing is done to the sound. Undefined: something is wrong. */
  value: AugmentInput | null | undefined;
  problems: Partial<Record<AugmentField, string>>;
}

/** What the form means to the contract, or what is wrong with it, field by field. */
export function readAugment(form: AugmentForm): AugmentReading {
  const problems: AugmentReading['problems'] = {};
  const number = (field: 'voices' | 'burst' | 'seed', range: NumberRange, usual: number) => {
    const { value, error } = parseNumber(form[field], range);
    if (error !== undefined) problems[field] = error;
    return value ?? usual;
  };
  const range = (field: 'snr' | 'level' | 'loss', bounds: NumberRange): Range | undefined => {
    const { value, error } = readRange(form[field], bounds);
    if (error !== undefined) problems[field] = error;
    return value;
  };
  const file = (field: 'noisePath' | 'reverbPath'): string => {
    const path = form[field].trim();
    if (path !== '' && !isWholePath(path)) problems[field] = 'Write the whole path of the file.';
    return path;
  };

  const noise = ((): AugmentInput['noise'] => {
    if (form.noise === 'none') return null;
    const snrDb = range('snr', SNR_RANGE);
    if (snrDb === undefined) problems.snr ??= 'Write how much louder the speech is, in dB.';
    const level = { snrDb: snrDb ?? 0 };
    if (form.noise === 'pink') return { kind: 'pink', ...level };
    if (form.noise === 'babble')
      return { kind: 'babble', ...level, voices: number('voices', VOICES_RANGE, 4) };
    const path = file('noisePath');
    if (path === '') problems.noisePath = 'Write the whole path of an audio file.';
    return { kind: 'file', ...level, path };
  })();
  const reverbPath = file('reverbPath');
  const levelDb = range('level', LEVEL_RANGE) ?? null;
  const loss = range('loss', LOSS_RANGE);
  const rate = loss === undefined || loss === 0 ? undefined : scaled(loss, 0.01);
  const packetLoss = rate === undefined ? null : { rate, burst: number('burst', BURST_RANGE, 1) };
  const reverb = reverbPath === '' ? null : { path: reverbPath };
  const { telephone } = form;
  const nothing = !telephone && !noise && !reverb && levelDb === null && !packetLoss;
  const seed = nothing ? 1 : number('seed', SEED_RANGE, 1);
  if (Object.keys(problems).length > 0) return { value: undefined, problems };
  const value = nothing ? null : { seed, reverb, levelDb, noise, telephone, packetLoss };
  return { value, problems };
}

/** From the root on, on this computer or on Windows. */
export function isWholePath(path: string): boolean {
  return /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}

/** What becomes of the sound, in words, in the order in which it is done; empty: nothing. */
export function augmentWords(form: AugmentForm): string[] {
  const { value } = readAugment(form);
  if (!value) return [];
  const { reverb, levelDb, noise, telephone, packetLoss } = value;
  const words: string[] = [];
  if (reverb) words.push(`the sound of a room (${fileName(reverb.path)})`);
  if (levelDb !== null && levelDb !== undefined) words.push(`level ${rangeWords(levelDb, 'dB')}`);
  if (noise) words.push(noiseWords(noise));
  if (telephone) words.push('a telephone’s band');
  if (packetLoss) words.push(`${rangeWords(scaled(packetLoss.rate, 100), '%')} of packets lost`);
  return words;
}

function noiseWords(noise: NonNullable<AugmentInput['noise']>): string {
  const snr = rangeWords(noise.snrDb, 'dB');
  if (noise.kind === 'pink') return `pink noise ${snr} below the speech`;
  if (noise.kind === 'babble')
    return `${noise.voices ?? 4} voices babbling ${snr} below the speech`;
  return `${fileName(noise.path)} ${snr} below the speech`;
}

/** How hard it is to understand speech over such a noise, in words. */
export function snrWords(snrDb: number): string {
  if (snrDb >= 30) return 'hardly noticed';
  if (snrDb >= 20) return 'a quiet office';
  if (snrDb >= 10) return 'a busy room';
  if (snrDb >= 3) return 'a loud street';
  return 'speech nearly drowns';
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
