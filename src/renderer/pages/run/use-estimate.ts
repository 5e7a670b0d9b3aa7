import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { StartConversation } from '../../../contract/studio-api.ts';
import type { Estimate } from '../../../contract/usage.ts';
import { studio } from '../../api/client.ts';
import { useRested } from '../../exports/use-rested.ts';

export interface RunEstimate {
  /** Undefined: not known yet, or it can't start as it is; why, the start says. */
  estimate: Estimate | undefined;
  pending: boolean;
}

/**
 * What a run is expected to cost.
 *
 * @param request undefined: nothing is asked
 */
export function useEstimate(request: StartConversation | undefined): RunEstimate {
  const rested = useRested(request);
  const { data, isError, isPending } = useQuery({
    queryKey: ['estimate', rested],
    queryFn: () => studio.estimateRun({ request: rested! }),
    enabled: rested !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (request === undefined || isError) return { estimate: undefined, pending: false };
  return { estimate: data, pending: isPending };
}
