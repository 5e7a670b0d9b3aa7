import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { StartConversation } from '../../../contract/studio-api.ts';
import type { Estimate } from '../../../contract/usage.ts';
import { studio } from '../../api/client.ts';
import { refusalOf } from './refusal.ts';
import type { RunProblem } from './run-problem.ts';
import { useRested } from '../../exports/use-rested.ts';

export interface RunEstimate {
  /** Undefined: not known yet, or it can't start as it is. */
  estimate: Estimate | undefined;
  pending: boolean;
  /** What stands against the run: the start would refuse it for the same. */
  problems: RunProblem[];
}

/**
 * What a run is expected to cost.
 *
 * @param request undefined: nothing is asked
 */
export function useEstimate(request: StartConversation | undefined): RunEstimate {
  const rested = useRested(request);
  const { data, error, isPending } = useQuery({
    queryKey: ['estimate', rested],
    queryFn: () => studio.estimateRun({ request: rested! }),
    enabled: rested !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (request === undefined) return { estimate: undefined, pending: false, problems: [] };
  if (error) return { estimate: undefined, pending: false, problems: refusalOf(error) };
  return { estimate: data, pending: isPending, problems: [] };
}
