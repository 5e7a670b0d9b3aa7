import { z } from 'zod';
import type { LoggedConversation } from '../../contract/conversation-document.ts';
import { errorDataSchema, type ErrorData } from '../../contract/errors.ts';

/**
 * What of a conversation was not written. `fault`: it should have been; `gap`: there is none, which is no fault
 * of the export (it never had a recording, it still runs).
 */
export const shortfallSchema = z.object({
  id: z.string(),
  kind: z.enum(['fault', 'gap']),
  error: errorDataSchema,
});
export type Shortfall = z.infer<typeof shortfallSchema>;

type Titled = Pick<LoggedConversation, 'title'>;

export function recordingGone({ title }: Titled, path: string): ErrorData {
  return {
    code: 'not-found',
    message: `The recording of “${title}” is missing: ${path} is not there, or may not be opened.`,
    remedy: 'Put the file back and export again; the transcript is not affected.',
    details: { path },
  };
}

export function recordingChanged({ title }: Titled, path: string): ErrorData {
  return {
    code: 'conflict',
    message: `The recording changed: ${path} is not what was recorded of “${title}”.`,
    remedy: 'Put the original file back and export again; the transcript is not affected.',
    details: { path },
  };
}

export function recordingUnreadable({ title }: Titled, { message, details }: ErrorData): ErrorData {
  return {
    code: 'recorder-failed',
    message: `The sound of “${title}” could not be written. ${message}`,
    remedy: 'Check the disk that it lies on, then export again; the transcript is not affected.',
    ...(details && { details }),
  };
}

export function noRecording({ title }: Titled): ErrorData {
  return {
    code: 'not-found',
    message: `“${title}” has no recording, so there is nothing to write of it.`,
    remedy: 'Export it as JSON or text.',
  };
}

export function noStems({ title }: Titled): ErrorData {
  return {
    code: 'not-found',
    message: `“${title}” has no clean stems; everything else of it was written.`,
    remedy: 'Export it without stems.',
  };
}

export function nothingSaid({ title }: Titled): ErrorData {
  return {
    code: 'not-found',
    message: `Nothing is said in “${title}”, so the tables hold nothing of it.`,
    remedy: 'Leave it out.',
  };
}

export function stillRuns({ title }: Titled): ErrorData {
  return {
    code: 'conflict',
    message: `“${title}” is still running.`,
    remedy: 'Export it when it has ended.',
  };
}

/** One sentence on all of them, for the whole export; null when there is none. */
export function summary(shortfalls: readonly Shortfall[], total: number): ErrorData | null {
  const faults = shortfalls.filter(({ kind }) => kind === 'fault');
  const told = faults.length > 0 ? faults : shortfalls;
  const [first] = told;
  if (!first) return null;
  if (total === 1) return first.error;
  const ids = new Set(told.map(({ id }) => id));
  const { code, message } = first.error;
  return {
    code,
    message: `${ids.size} of ${total} conversations could not be written in full. ${message}`,
    remedy: 'The others are complete; manifest.json names those that are not.',
    details: { ids: [...ids].slice(0, 100) },
  };
}
