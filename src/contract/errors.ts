import { z } from 'zod';

/** What went wrong, as a stable word that callers may switch on. */
export const errorCodeSchema = z.enum([
  'invalid-input',
  'not-found',
  'conflict',
  'library-locked',
  'library-unwritable',
  'library-newer',
  'library-corrupt',
  'disk-full',
  'livekit-server-missing',
  'livekit-unreachable',
  'livekit-unauthorized',
  'livekit-failed',
  'dispatch-unanswered',
  'connection-lost',
  'room-deleted',
  'participant-removed',
  'worker-crashed',
  'recorder-failed',
  'provider-unauthorized',
  'provider-model-missing',
  'provider-quota',
  'provider-unreachable',
  'provider-failed',
  'cancelled',
  'timeout',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** An error as it crosses a process: data, never an Error object. */
export const errorDataSchema = z.object({
  code: errorCodeSchema,
  /** One sentence for a person: what happened. */
  message: z.string(),
  /** One sentence for a person: what to do next. */
  remedy: z.string().optional(),
  /** Facts for a bug report; never a secret, a prompt or a transcript. */
  details: z.record(z.string(), z.unknown()).optional(),
});
export type ErrorData = z.infer<typeof errorDataSchema>;

/** The one Error class of ours. Thrown inside a process; only its `data` leaves it. */
export class StudioError extends Error {
  readonly data: ErrorData;

  constructor(data: ErrorData, options?: ErrorOptions) {
    super(data.message, options);
    this.name = 'StudioError';
    this.data = data;
  }
}

/** Any thrown value as ErrorData. Values that are not a StudioError become `internal`. */
export function toErrorData(thrown: unknown): ErrorData {
  if (thrown instanceof StudioError) return thrown.data;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message };
}

/** Parses with a schema; a refusal becomes an `invalid-input` StudioError that names path and reason. */
export function parseInput<S extends z.ZodType>(
  schema: S,
  value: unknown,
  what: string,
): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, 5).map((issue) => {
    const path = issue.path.map(String).join('.');
    return path ? `${path}: ${issue.message}` : issue.message;
  });
  throw new StudioError({
    code: 'invalid-input',
    message: `${what} is not valid: ${issues.join('; ')}`,
    remedy: 'Mend what is named and try again.',
    details: { issues },
  });
}
