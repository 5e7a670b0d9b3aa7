import type { Turn, Word } from '../../contract/conversation.ts';
import { formatCount } from '../format/numbers.ts';

type Origin = Word['origin'];

/** Where a word's times come from, from the surest to the least sure. */
const originWords: Record<Origin, string> = {
  provider: 'from the voice',
  aligned: 'aligned to the sound',
  estimated: 'estimated',
};
const ORIGINS = Object.keys(originWords) as Origin[];

/** "aligned to the sound"; with counts when they are mixed; undefined when there are no words. */
export function wordTimesWords(turns: readonly Pick<Turn, 'words'>[]): string | undefined {
  const counts: Record<Origin, number> = { provider: 0, aligned: 0, estimated: 0 };
  for (const { words } of turns) for (const { origin } of words) counts[origin] += 1;
  const there = ORIGINS.filter((origin) => counts[origin] > 0);
  const [only] = there;
  if (only === undefined) return undefined;
  if (there.length === 1) return originWords[only];
  return there.map((origin) => `${formatCount(counts[origin])} ${originWords[origin]}`).join(', ');
}

/** For the tooltip of a word: "5.12 to 5.48 s, aligned to the sound". */
export function wordTitle({ startMs, endMs, origin }: Word): string {
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  return `${seconds(startMs)} to ${seconds(endMs)} s, ${originWords[origin]}`;
}
