import type { Conversation } from '../../contract/conversation.ts';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { StartConversation, StudioApi } from '../../contract/studio-api.ts';

/** How one run of a batch went. */
export type BatchResult =
  | { kind: 'ended'; index: number; conversation: Conversation }
  | { kind: 'refused'; index: number; error: ErrorData };

export interface BatchOptions {
  studio: Pick<StudioApi, 'startConversation' | 'waitForConversation' | 'stopConversation'>;
  request: StartConversation;
  /** How many conversations. */
  count: number;
  /** How many of them at once. */
  concurrency: number;
  /** Run i gets seed + i, so that a batch can be repeated. */
  seed: number;
  /** Aborting ends the running ones (kept) and starts no more. */
  signal?: AbortSignal;
  onStarted?: (id: string, index: number) => void;
  onEnded?: (result: BatchResult) => void;
}

/** Runs a scenario several times, some at once. The results are in order of index. */
export async function runBatch(options: BatchOptions): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < options.count && !options.signal?.aborted) {
      const index = next++;
      const result = await runOne(options, index);
      results.push(result);
      options.onEnded?.(result);
    }
  };
  const lanes = Math.max(1, Math.min(options.concurrency, options.count));
  await Promise.all(Array.from({ length: lanes }, lane));
  return results.toSorted((x, y) => x.index - y.index);
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
