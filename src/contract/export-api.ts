import { z } from 'zod';
import type { ErrorData } from './errors.ts';

export const exportFormatSchema = z.enum(['wav', 'json', 'txt']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export const startExportSchema = z.strictObject({
  ids: z.array(z.string().min(1).max(200)).min(1).max(10_000),
  formats: z.array(exportFormatSchema).min(1),
  /** Absolute; created when missing. Without it: a new folder in the user's Downloads. */
  directory: z.string().min(1).max(4000).optional(),
});
export type StartExport = z.infer<typeof startExportSchema>;

/** How far an export is. */
export interface ExportProgress {
  id: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Conversations. */
  done: number;
  total: number;
  bytes: number;
  /** Absolute. What was finished stays there whatever becomes of the rest. */
  directory: string;
  /** Relative to the directory; filled when done. */
  files: string[];
  error: ErrorData | null;
}

export interface ExportCalls {
  /** Begins to write; the rest comes as `export` events. */
  startExport(request: StartExport): Promise<ExportProgress>;
  cancelExport(id: string): Promise<void>;
  /** Those of this session, the newest first. */
  listExports(): Promise<ExportProgress[]>;
}
