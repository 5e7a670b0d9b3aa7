/** How a child that ends unexpectedly is restarted. */
export interface RestartPolicy {
  firstDelayMs: number;
  maxDelayMs: number;
  /** With so many exits within the window, it is given up. */
  maxExits: number;
  windowMs: number;
}

/** 0.25 s doubling to 8 s; three exits in five minutes are enough (the rule of VS Code). */
export const DEFAULT_POLICY: RestartPolicy = {
  firstDelayMs: 250,
  maxDelayMs: 8000,
  maxExits: 3,
  windowMs: 5 * 60_000,
};

export type RestartDecision = { kind: 'restart'; delayMs: number } | { kind: 'give-up' };

/**
 * What to do after an unexpected exit.
 *
 * @param exits times of all unexpected exits so far, the latest included, ms of the clock of `now`.
 */
export function decideRestart(
  exits: readonly number[],
  now: number,
  policy: RestartPolicy = DEFAULT_POLICY,
): RestartDecision {
  const recent = exits.filter((at) => now - at < policy.windowMs).length;
  if (recent >= policy.maxExits) return { kind: 'give-up' };
  const delayMs = policy.firstDelayMs * 2 ** Math.max(0, recent - 1);
  return { kind: 'restart', delayMs: Math.min(delayMs, policy.maxDelayMs) };
}
