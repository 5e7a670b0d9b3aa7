import type { ErrorData } from '../../contract/errors.ts';
import { assertNever } from '../../contract/kind.ts';

/** Why a child ended: asked to; by itself; silent for too long; never ready; killed by the host. */
export type ExitReason = 'stopped' | 'crashed' | 'wedged' | 'not-ready' | 'killed';

export interface ExitData {
  /** The host hadn't asked for it. */
  unexpected: boolean;
  /** Exit code; null when a signal ended it, or when it could not be started. */
  code: number | null;
  signal: NodeJS.Signals | null;
  reason: ExitReason;
  /** The last lines of trouble that it wrote, oldest first. */
  lastLines: string[];
}

function whatHappened({ reason, code, signal }: ExitData): string {
  switch (reason) {
    case 'stopped':
      return 'was stopped';
    case 'crashed':
      if (signal) return `was ended by ${signal}`;
      return code === null ? 'could not be started' : `ended by itself with code ${code}`;
    case 'wedged':
      return 'stopped answering and was ended';
    case 'not-ready':
      return 'was not ready in time';
    case 'killed':
      return 'was ended because it did not work';
    default:
      return assertNever(reason);
  }
}

function codeOf(reason: ExitReason): ErrorData['code'] {
  if (reason === 'stopped') return 'cancelled';
  return reason === 'not-ready' ? 'timeout' : 'worker-crashed';
}

/** The end of a child as an error for a person. */
export function exitError(name: string, exit: ExitData): ErrorData {
  const { code, signal, reason, lastLines } = exit;
  return {
    code: codeOf(reason),
    message: `The ${name} ${whatHappened(exit)}.`,
    remedy: 'Run `duologue doctor`; the log has the details.',
    details: { code, signal, reason, lastLines },
  };
}
