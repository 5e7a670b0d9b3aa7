import { StudioError } from '../../contract/errors.ts';
import type { SupervisedChild } from '../workers/supervised-child.ts';

/** A child that is being restarted gets this long to be up again. */
const UP_MS = 30_000;

type Supervised = Pick<
  SupervisedChild<{ kind: string }, { kind: string }>,
  'state' | 'start' | 'once' | 'off'
>;

/**
 * Starts a supervised child if need be, and resolves when it is up: for the first time, or again
 * while it is being restarted. Throws why it was given up, or `timeout`.
 */
export async function untilUp(name: string, child: Supervised): Promise<void> {
  await child.start();
  if (child.state === 'up') return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const up = (): void => resolve();
  const timer = setTimeout(() => reject(late(name)), UP_MS);
  child.once('up', up);
  child.once('gave-up', reject);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    child.off('up', up);
    child.off('gave-up', reject);
  }
}

function late(name: string): StudioError {
  return new StudioError({
    code: 'timeout',
    message: `The ${name} did not come up again.`,
    remedy: 'Try again; if it stays so, run `duologue doctor`.',
  });
}
