import type { Conversation } from '../../contract/conversation.ts';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { StartConversation, StudioApi } from '../../contract/studio-api.ts';
import { Purse } from './purse.ts';

/** How one run of a batch went; `left-out`: it was not begun, for the total budget's sake. */
export type BatchResult =
  | { kind: 'ended'; index: number; conversation: Conversation }
  | { kind: 'refused'; index: number; error: ErrorData }
  | { kind: 'left-out'; index: number; reason: Pick<ErrorData, 'message' | 'remedy'> };

export interface BatchOptions {
  studio: Pick<
    StudioApi,
    'startConversation' | 'waitForConversation' | 'stopConversation' | 'estimateRun'
  >;
  request: StartConversation;
  /** How many conversations. */
  count: number;
  /** How many of them at once. */
  concurrency: number;
  /** Run i gets seed + i, so that a batch can be repeated. */
  seed: number;
  /** US dollars that all of them together may cost. */
  totalBudgetUsd?: number | undefined;
  /** Aborting ends the running ones (kept) and starts no more. */
  signal?: AbortSignal;
  onStarted?: (id: string, index: number) => void;
  onEnded?: (result: BatchResult) => void;
}

/**
 * Runs a scenario several times, some at once. The results are in order of index; those that an abort left
 * no time for are missing. Rejects with what `estimateRun` says of a total budget that is too small for one.
 */
export async function runBatch(options: BatchOptions): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  const lanes = Math.max(1, Math.min(options.concurrency, options.count));
  const run = await payingRunner(options, lanes);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < options.count && !options.signal?.aborted) {
      const index = next++;
      const result = await run(index);
      if (!result) return;
      results.push(result);
      options.onEnded?.(result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results.toSorted((x, y) => x.index - y.index);
}

/** Without a result when the batch was aborted before its turn had come. */
type Runner = (index: number) => Promise<BatchResult | undefined>;

/** Runs one conversation at a time within what is left of the total budget, if there is one. */
async function payingRunner(options: BatchOptions, lanes: number): Promise<Runner> {
  const { studio, totalBudgetUsd: totalUsd, request } = options;
  if (totalUsd === undefined) return (index) => runOne(options, index);
  const budgetUsd = Math.min(totalUsd, request.budgetUsd ?? Infinity);
  const estimate = await studio.estimateRun({ request: { ...request, budgetUsd }, count: 1 });
  const purse = new Purse({ totalUsd, lanes, leastUsd: estimate.leastBudgetUsd });
  let paid = Promise.withResolvers<void>();
  return async (index) => {
    let share = purse.take(index, request.budgetUsd);
    for (; share === 'wait'; share = purse.take(index, request.budgetUsd)) await paid.promise;
    if (options.signal?.aborted) return undefined;
    if (share === 'spent') return { kind: 'left-out', index, reason: purse.reason };
    const result = await runOne({ ...options, request: { ...request, budgetUsd: share } }, index);
    const isEnded = result.kind === 'ended';
    purse.giveBack(index, isEnded ? (result.conversation.usage?.cost.usd ?? 0) : 0);
    paid.resolve();
    paid = Promise.withResolvers();
    return result;
  };
}

async function runOne(options: BatchOptions, index: number): Promise<BatchResult> {
  const { studio, request, signal } = options;
  try {
    const seed = (options.seed + index) % 0x1_0000_0000;
    const { id } = await studio.startConversation({ ...request, seed });
    options.onStarted?.(id, index);
    const stop = (): void => void studio.stopConversation(id).catch(() => {});
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    try {
      const conversation = await studio.waitForConversation(id);
      return { kind: 'ended', index, conversation };
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  } catch (thrown) {
    return { kind: 'refused', index, error: toErrorData(thrown) };
  }
}
