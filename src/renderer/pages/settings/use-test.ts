import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toErrorData } from '../../../contract/errors.ts';
import type { Verdict } from '../../../contract/settings.ts';

/** What a test found, and when. */
export interface LastVerdict {
  verdict: Verdict;
  /** ISO 8601, UTC. */
  at: string;
}

export interface Test {
  /** The last one of this window, also after another page was looked at. */
  last: LastVerdict | undefined;
  busy: boolean;
  start(): void;
}

/** A test button's work; `name` tells the tests apart. */
export function useTest(name: string, run: () => Promise<Verdict>): Test {
  const queryClient = useQueryClient();
  const queryKey = ['verdict', name];
  const last = useQuery<LastVerdict>({ queryKey, enabled: false, gcTime: Infinity });
  const mutation = useMutation({
    mutationFn: async (): Promise<LastVerdict> => {
      const verdict = await run().catch(verdictOf);
      return { verdict, at: new Date().toISOString() };
    },
    onSuccess: (verdict) => queryClient.setQueryData(queryKey, verdict),
  });
  return { last: last.data, busy: mutation.isPending, start: () => mutation.mutate() };
}

/** A test that couldn't be made is a verdict too. */
function verdictOf(error: unknown): Verdict {
  const { message, remedy } = toErrorData(error);
  return { ok: false, note: message, ...(remedy ? { remedy } : {}), tookMs: 0 };
}
