import { z } from 'zod';
import { exportOptionsSchema } from '../../contract/export-api.ts';
import { shortfallSchema } from './shortfall.ts';

/** Where the files of one conversation go. */
const entrySchema = z.object({
  id: z.string(),
  part: z.enum(['train', 'valid', 'test', 'all']),
  /** Relative to the export, with `/`; empty: its own folder. */
  folder: z.string(),
  /** Of its files, without ending. */
  name: z.string(),
});
export type Entry = z.infer<typeof entrySchema>;

export const ORDER_KIND = 'duologue-unfinished-export';

/**
 * All that decides what an export writes: made once when it begins, kept in its folder until it has ended, so
 * that going on with it gives what an undisturbed one would have given.
 */
export const exportOrderSchema = z.object({
  kind: z.literal(ORDER_KIND),
  version: z.literal(1),
  appVersion: z.string(),
  options: exportOptionsSchema,
  /** Ms of the recording. */
  clip: z.object({ fromMs: z.number(), toMs: z.number() }).nullable(),
  /** In order of creation. */
  entries: z.array(entrySchema),
  leftOut: z.array(shortfallSchema),
  /** Conversations whose voices may be mixed in as babble. */
  babble: z.array(z.string()),
  /** SHA-256 of the files that the augmentation names, by their paths. */
  augmentFiles: z.record(z.string(), z.string()),
  /** What the manifest is called. */
  manifest: z.string(),
});
export type ExportOrder = z.infer<typeof exportOrderSchema>;
