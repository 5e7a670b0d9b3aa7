import type { Estimate } from '../../../../contract/usage.ts';

/** A total budget, and about how many conversations it is enough for. */
export interface Coverage {
  usd: number;
  /** Where each costs as much as it may, and where each is short. */
  conversations: { least: number; most: number };
}

/** $0.30 is enough for three of $0.10. */
const ROUNDING = 1e-9;

/** @param usd the total budget, US dollars @param count how many conversations are wanted */
export function coverageOf(
  usd: number,
  { perConversation }: Pick<Estimate, 'perConversation'>,
  count: number,
): Coverage {
  const { lowUsd, highUsd } = perConversation;
  const enoughFor = (each: number): number =>
    each === 0 ? count : Math.min(count, Math.floor(usd / each + ROUNDING));
  return { usd, conversations: { least: enoughFor(highUsd), most: enoughFor(lowUsd) } };
}
