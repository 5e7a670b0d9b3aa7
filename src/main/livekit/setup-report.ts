import type { ErrorData } from '../../contract/errors.ts';
import type { ServerBinary } from './server-binary.ts';

/** What the set-up program says on stdout, one JSON object per line. */
export type SetupReport =
  | { kind: 'progress'; text: string; fraction?: number }
  | ({ kind: 'found' } & ServerBinary)
  | { kind: 'failed'; error: ErrorData };
