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

/** A test button's work; `name` tells the tests apart, with all that they are about. */
export function useTest(name: string, run: () => Promise<Verdict>): Test {
  const queryClient = useQueryClient();
  const last = useQuery<LastVerdict>({ queryKey: keyOf(name), enabled: false, gcTime: Infinity });
  const mutation = useMutation({
    // Of what was tested: the form may be about something else by the time the answer comes.
    mutationFn: async (_tested: string): Promise<LastVerdict> => {
      const verdict = await run().catch(verdictOf);
      return { verdict, at: new Date().toISOString() };
    },
    onSuccess: (verdict, tested) => queryClient.setQueryData(keyOf(tested), verdict),
  });
  const busy = mutation.isPending && mutation.variables === name;
  return { last: last.data, busy, start: () => mutation.mutate(name) };
}

const keyOf = (name: string) => ['verdict', name];

/** A test that couldn't be made is a verdict too. */
function verdictOf(error: unknown): Verdict {
  const { message, remedy } = toErrorData(error);
  return { ok: false, note: message, ...(remedy ? { remedy } : {}), tookMs: 0 };
}
