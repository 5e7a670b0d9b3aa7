import { useQuery } from '@tanstack/react-query';
import type { ListModels } from '../../contract/settings.ts';
import { studio } from '../api/client.ts';
import { useRested } from '../exports/use-rested.ts';

/** Servers rarely learn new models while one looks at a form, ms. */
const FRESH_MS = 5 * 60_000;

/**
 * What a server offers for a stage; a real request, so only where somebody wants to know.
 *
 * @param wanted whether to ask
 */
export function useModels(request: ListModels, wanted: boolean) {
  const rested = useRested(request);
  return useQuery({
    queryKey: ['models', rested],
    queryFn: () => studio.listModels(rested),
    enabled: wanted,
    staleTime: FRESH_MS,
    retry: false,
  });
}
