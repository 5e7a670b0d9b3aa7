import { startExportSchema, type Clip, type StartExport } from '../../contract/export-api.ts';
import { parseNumber, SEED_RANGE } from '../pages/run/number-field.ts';
import { isWholePath, readAugment, type AugmentField } from './augment-request.ts';
import type { ExportForm } from './export-form.ts';
import { asFractions } from './shares.ts';

/** What is exported. */
export interface ExportTarget {
  selection: StartExport['selection'];
  /** Null: a clip is wanted, and nothing is selected yet. */
  clip?: Clip | null | undefined;
}

/** Where something may be wrong: the parts of the form, and single fields of the augmentation. */
export type ExportField =
  | ('what' | 'texts' | 'audio' | 'dataset' | 'name' | 'license' | 'splitSeed' | 'augment')
  | 'directory'
  | AugmentField;

export interface ExportReading {
  /** Undefined: something is wrong. */
  request: StartExport | undefined;
  problems: Partial<Record<ExportField, string>>;
}

/** What the form asks for, or what is wrong with it, field by field. */
export function readForm(form: ExportForm, target: ExportTarget, directory: string): ExportReading {
  const augment = readAugment(form.augment);
  const problems: ExportReading['problems'] = form.withAudio ? { ...augment.problems } : {};
  const split = splitOf(form, problems);
  if (target.clip === null) problems.what = NOTHING_SELECTED;
  const place = directory.trim();
  if (place !== '' && !isWholePath(place)) problems.directory = 'Write the whole path of a folder.';
  const request: StartExport = {
    selection: target.selection,
    ...(target.clip ? { clip: target.clip } : {}),
    options: {
      texts: [...form.texts],
      audio: form.withAudio ? form.audio : null,
      dataset: { kind: form.kind, name: form.name, license: form.license, split },
      augment: form.withAudio ? (augment.value ?? null) : null,
      estimatedWords: form.estimatedWords,
      assistant: form.assistant,
    },
    ...(place === '' ? {} : { directory: place }),
  };
  const parsed = startExportSchema.safeParse(request);
  for (const { path, message } of parsed.error?.issues ?? []) {
    problems[fieldOf(path)] ??= plainMessage(fieldOf(path), message);
  }
  return { request: Object.keys(problems).length > 0 ? undefined : request, problems };
}

const NOTHING_SELECTED =
  'Nothing is selected yet: drag over the lanes, Shift-click turns, or write the times.';

function splitOf(form: ExportForm, problems: ExportReading['problems']) {
  if (!form.split) return null;
  const { value, error } = parseNumber(form.splitSeed, SEED_RANGE);
  if (error !== undefined) problems.splitSeed = error;
  return { ...asFractions(form.shares), seed: value ?? 1, keepPairs: form.keepPairs };
}

/** The field of an issue of the contract. */
function fieldOf(path: readonly PropertyKey[]): ExportField {
  const [first, second, third] = path;
  if (first === 'directory') return 'directory';
  if (first !== 'options') return 'what';
  if (second === 'texts' || second === 'audio' || second === 'augment') return second;
  if (second === 'dataset' && (third === 'name' || third === 'license')) return third;
  return 'dataset';
}

function plainMessage(field: ExportField, message: string): string {
  if (field === 'name') return 'A dataset needs a name of up to 100 letters.';
  if (field === 'license') return 'Write a licence: an SPDX id such as CC-BY-4.0, or other.';
  return message;
}
