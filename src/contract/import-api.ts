import { z } from 'zod';
import type { ErrorData } from './errors.ts';

export const startImportSchema = z.strictObject({
  source: z.discriminatedUnion('kind', [
    /** Absolute: a `conversation.json`, or a folder in which all of them are taken (an export). */
    z.strictObject({ kind: z.literal('path'), path: z.string().min(1).max(4000) }),
    /** Files that the page sent to `/uploads`: JSON documents and the audio that they name. */
    z.strictObject({
      kind: z.literal('uploads'),
      ids: z.array(z.string().min(1).max(200)).min(1).max(2000),
    }),
  ]),
  /** One that is in the library already: left as it is, or taken in under a new id. */
  known: z.enum(['skip', 'copy']).default('skip'),
});
export type StartImport = z.input<typeof startImportSchema>;

/** What is said of one document, by the name of its file. */
export interface ImportNote {
  name: string;
  error: ErrorData;
}

/** How far an import is. */
export interface ImportProgress {
  id: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Documents; `total` grows while a folder is searched. */
  done: number;
  total: number;
  /** Ids in the library, and which were there already. */
  imported: string[];
  skipped: string[];
  /** What could not be taken in. At most 100. */
  failures: ImportNote[];
  /** What was taken in without its sound, and why. At most 100. */
  incomplete: ImportNote[];
  error: ErrorData | null;
}

/** The largest file that `/uploads` takes: a WAV file can't be longer. */
export const MAX_UPLOAD_BYTES = 0xffff_ffff;

/** A file that a page sends, to be imported. */
export interface Upload {
  /** As the page names it: a file name, or its path in the folder that was dropped. For people and matching only. */
  name: string;
  body: AsyncIterable<Uint8Array>;
}

export interface ImportCalls {
  /** Begins to read; the rest comes as `import` events. */
  startImport(request: StartImport): Promise<ImportProgress>;
  /** What was taken in stays. */
  cancelImport(id: string): Promise<void>;
}

/** For the hosts: what a page sends by URL, not as a call. */
export interface UploadCalls {
  /** Keeps a file until it is imported, for an hour at most. Rejects with `invalid-input` or `disk-full`. */
  takeUpload(upload: Upload): Promise<{ id: string }>;
}
