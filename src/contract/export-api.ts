import { z } from 'zod';
import { augmentSchema } from './augment.ts';
import type { ErrorData } from './errors.ts';
import { conversationFilterSchema } from './library-api.ts';
import { sideSchema } from './side.ts';

/** Files of text, one or a few for each conversation. */
export const textFormatSchema = z.enum([
  ...(['json', 'txt', 'md', 'csv', 'vtt', 'srt'] as const),
  ...(['rttm', 'stm', 'ctm', 'textgrid', 'audacity', 'chat'] as const),
]);
export type TextFormat = z.infer<typeof textFormatSchema>;

export const audioEncodingSchema = z.enum(['wav', 'flac', 'opus']);
export type AudioEncoding = z.infer<typeof audioEncodingSchema>;

/** `stereo`: one file, a channel per side. `split`: a mono file per side. `mix`: one mono file. */
export const audioLayoutSchema = z.enum(['stereo', 'split', 'mix']);
export type AudioLayout = z.infer<typeof audioLayoutSchema>;

export const SAMPLE_RATES = [48_000, 24_000, 16_000, 8_000] as const;

export const audioOptionsSchema = z.strictObject({
  encoding: audioEncodingSchema.default('wav'),
  layout: audioLayoutSchema.default('stereo'),
  /** Hz */
  sampleRate: z.literal(SAMPLE_RATES).default(48_000),
  /** The side on the left channel, which formats call the first. */
  left: sideSchema.default('a'),
  /** The clean stems beside the recording, in the same form. */
  stems: z.boolean().default(false),
});
export type AudioOptions = z.infer<typeof audioOptionsSchema>;

/** How the folder is laid out, and which tables stand in it. */
export const datasetKindSchema = z.enum(['plain', 'audiofolder', 'nemo', 'lhotse', 'moshi']);
export type DatasetKind = z.infer<typeof datasetKindSchema>;

/** Shares of the conversations; what rounding leaves goes to `train`. */
export const splitSchema = z
  .strictObject({
    train: z.number().min(0).max(1),
    valid: z.number().min(0).max(1),
    test: z.number().min(0).max(1),
    seed: z.number().int().min(0).max(0xffff_ffff).default(1),
    /** All conversations of one pair of personas go to the same part. */
    keepPairs: z.boolean().default(true),
  })
  .refine(({ train, valid, test }) => Math.abs(train + valid + test - 1) < 1e-6, {
    error: 'The parts must add up to 1.',
  });
export type Split = z.infer<typeof splitSchema>;

export const datasetOptionsSchema = z.strictObject({
  kind: datasetKindSchema.default('plain'),
  /** On the dataset card. */
  name: z.string().trim().min(1).max(100).default('Duologue conversations'),
  /** On the dataset card: an SPDX id, or `other`. */
  license: z.string().trim().min(1).max(60).default('other'),
  split: splitSchema.nullable().default(null),
});
export type DatasetOptions = z.infer<typeof datasetOptionsSchema>;

const ids = z.array(z.string().min(1).max(200)).min(1).max(100_000);

/** Which conversations: these; or all that pass a filter and, with a query, hold a turn that matches it. */
export const selectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ids'), ids }),
  z.strictObject({
    kind: z.literal('matching'),
    query: z.string().max(500).default(''),
    filter: conversationFilterSchema.default({ trash: false }),
  }),
]);
export type Selection = z.infer<typeof selectionSchema>;

/** A part of one conversation, ms of its recording, or some of its turns (from the first to the last). */
export const clipSchema = z.union([
  z
    .strictObject({ fromMs: z.number().min(0), toMs: z.number().min(0) })
    .refine(({ fromMs, toMs }) => fromMs < toMs, { error: 'The clip ends before it begins.' }),
  z.strictObject({ turnIds: z.array(z.string().min(1).max(200)).min(1).max(10_000) }),
]);
export type Clip = z.infer<typeof clipSchema>;

/** Everything that decides what the files hold; written into the manifest. */
export const exportOptionsSchema = z.strictObject({
  texts: z.array(textFormatSchema).max(20).default([]),
  audio: audioOptionsSchema.nullable().default(null),
  dataset: datasetOptionsSchema.prefault({}),
  augment: augmentSchema.nullable().default(null),
  /** Words whose times are only estimated go into CTM, TextGrid and alignments too. */
  estimatedWords: z.boolean().default(false),
  /** Who is `assistant` in chat JSONL. */
  assistant: sideSchema.default('b'),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

const isMoshi = ({ dataset }: z.output<typeof exportOptionsSchema>) => dataset.kind === 'moshi';

export const startExportSchema = z
  .strictObject({
    selection: selectionSchema,
    /** Only with a selection of one id. */
    clip: clipSchema.optional(),
    options: exportOptionsSchema,
    /** Absolute; created when missing. Without it: a new folder in the user's Downloads. */
    directory: z.string().min(1).max(4000).optional(),
  })
  .refine(({ options: { texts, audio } }) => texts.length > 0 || audio !== null, {
    error: 'There is nothing to write: choose a format, or audio.',
    path: ['options', 'texts'],
  })
  .refine(({ options: { audio, dataset } }) => audio !== null || dataset.kind === 'plain', {
    error: 'A dataset of this kind is made of audio files: choose an audio format.',
    path: ['options', 'audio'],
  })
  .refine(({ options }) => !isMoshi(options) || (options.audio?.layout ?? 'stereo') === 'stereo', {
    error: 'Moshi’s fine-tuning reads a speaker on each channel: choose the stereo layout.',
    path: ['options', 'audio'],
  })
  .refine(({ options }) => !isMoshi(options) || options.audio?.encoding !== 'opus', {
    error: 'Moshi’s fine-tuning does not read Opus: choose WAV or FLAC.',
    path: ['options', 'audio'],
  })
  .refine(({ options }) => !isMoshi(options) || !options.texts.includes('json'), {
    error:
      'In a Moshi dataset the .json beside an audio file holds its timed words: leave out JSON, or export it on its own.',
    path: ['options', 'texts'],
  })
  .refine(({ options: { audio, augment } }) => audio !== null || augment === null, {
    error: 'Without audio there is nothing to augment.',
    path: ['options', 'augment'],
  })
  .refine(
    ({ selection, clip }) => !clip || (selection.kind === 'ids' && selection.ids.length === 1),
    { error: 'A clip is a part of one conversation.', path: ['clip'] },
  );
export type StartExport = z.input<typeof startExportSchema>;
/** The same with all defaults. */
export type ExportRequest = z.output<typeof startExportSchema>;

/** How far an export is. */
export interface ExportProgress {
  id: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Conversations. */
  done: number;
  total: number;
  bytes: number;
  /** Absolute. What was finished stays there whatever becomes of the rest, and can be gone on with. */
  directory: string;
  /** Relative to the directory; filled when done. At most 200 of them. */
  files: string[];
  error: ErrorData | null;
}

/** What an export would be. */
export interface ExportMeasure {
  conversations: number;
  /** Of all recordings together. */
  durationMs: number;
  /** Rough size of the files. */
  bytes: number;
  /** Of the selected ones: how many have no recording; how many have no stems. */
  withoutAudio: number;
  withoutStems: number;
}

export interface ExportCalls {
  /** What it would be, without writing anything. */
  measureExport(request: StartExport): Promise<ExportMeasure>;
  /** Begins to write; the rest comes as `export` events. */
  startExport(request: StartExport): Promise<ExportProgress>;
  /** Goes on with one that was cancelled or cut off, in its folder and with its options. `not-found` when there is none. */
  resumeExport(directory: string): Promise<ExportProgress>;
  cancelExport(id: string): Promise<void>;
  /** Those of this session, the newest first. */
  listExports(): Promise<ExportProgress[]>;
}
