import { z } from 'zod';
import {
  audioOptionsSchema,
  datasetKindSchema,
  textFormatSchema,
  type AudioOptions,
  type DatasetKind,
  type TextFormat,
} from '../../contract/export-api.ts';
import { sideSchema, type Side } from '../../contract/side.ts';
import { augmentFormSchema, NO_AUGMENT, type AugmentForm } from './augment-form.ts';
import { areShares, USUAL_SHARES, type Shares } from './shares.ts';

/**
 * What stands in the export form. What is switched off keeps its settings, and numbers are as they were
 * written, right or wrong.
 */
export interface ExportForm {
  texts: readonly TextFormat[];
  withAudio: boolean;
  audio: AudioOptions;
  kind: DatasetKind;
  name: string;
  license: string;
  split: boolean;
  shares: Shares;
  keepPairs: boolean;
  splitSeed: string;
  augment: AugmentForm;
  estimatedWords: boolean;
  assistant: Side;
}

/** The form of somebody who has never exported anything: to listen to and to read. */
export const USUAL_FORM: ExportForm = {
  texts: ['txt', 'json'],
  withAudio: true,
  audio: audioOptionsSchema.parse({}),
  kind: 'plain',
  name: 'Duologue conversations',
  license: 'other',
  split: false,
  shares: USUAL_SHARES,
  keepPairs: true,
  splitSeed: '1',
  augment: NO_AUGMENT,
  estimatedWords: false,
  assistant: 'b',
};

const share = z.number();
/** What is not valid (an older version's, a slip of the hand) becomes the usual again, field by field. */
const storedSchema = z.object({
  texts: z.array(textFormatSchema).catch([...USUAL_FORM.texts]),
  withAudio: z.boolean().catch(USUAL_FORM.withAudio),
  audio: audioOptionsSchema.catch(USUAL_FORM.audio),
  kind: datasetKindSchema.catch(USUAL_FORM.kind),
  name: z.string().max(100).catch(USUAL_FORM.name),
  license: z.string().max(60).catch(USUAL_FORM.license),
  split: z.boolean().catch(USUAL_FORM.split),
  shares: z
    .object({ train: share, valid: share, test: share })
    .refine(areShares)
    .catch(USUAL_SHARES),
  keepPairs: z.boolean().catch(USUAL_FORM.keepPairs),
  splitSeed: z.string().max(12).catch(USUAL_FORM.splitSeed),
  augment: augmentFormSchema.catch(NO_AUGMENT),
  estimatedWords: z.boolean().catch(USUAL_FORM.estimatedWords),
  assistant: sideSchema.catch(USUAL_FORM.assistant),
});

/** Reads what was kept; the usual form when there is nothing, or nothing that can be read. */
export function parseForm(stored: string | null): ExportForm {
  try {
    return storedSchema.parse(JSON.parse(stored ?? '{}'));
  } catch {
    return USUAL_FORM;
  }
}

/** With a text format, or without it; the order stays that of the list. */
export function withText(form: ExportForm, format: TextFormat, on: boolean): ExportForm {
  const texts = textFormatSchema.options.filter((each) =>
    each === format ? on : form.texts.includes(each),
  );
  return { ...form, texts };
}
