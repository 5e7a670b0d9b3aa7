import { toErrorData } from '../../../contract/errors.ts';
import type { RunProblem } from './run-problem.ts';

/** Why a run is refused as it is asked for; nothing where the question itself failed. */
export function refusalOf(error: unknown): RunProblem[] {
  const { code, message, remedy } = toErrorData(error);
  if (code !== 'invalid-input') return [];
  return [{ weight: 'stop', text: [message, remedy].filter(Boolean).join(' ') }];
}
