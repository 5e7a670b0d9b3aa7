/** What can be found: its words, the name first. */
export interface Findable {
  /** The heading under which it stands. */
  group: string;
  words: readonly string[];
  /** It fits already, by other means than its words. */
  found?: boolean;
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/**
 * How well an entry fits: 0 not at all. Every word of the query has to begin a word of the entry, or stand
 * within one; beginnings count more, and the name more than the further words. Accents don't matter.
 */
export function score(words: readonly string[], query: string): number {
  const terms = plain(query).split(/\s+/).filter(Boolean);
  const [name = '', ...further] = words.map(plain);
  let sum = 0;
  for (const term of terms) {
    const best = Math.max(fit(name, term), ...further.map((each) => fit(each, term) / 4));
    if (best === 0) return 0;
    sum += best;
  }
  // The name as a whole, from its first letter on.
  return sum / Math.max(1, terms.length) + (name.startsWith(terms.join(' ')) ? 1 : 0);
}

function fit(text: string, term: string): number {
  const at = text.indexOf(term);
  if (at < 0) return 0;
  const begins = text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(term));
  return begins ? 2 : 1;
}

/**
 * The entries that fit, under their headings: the best first, and the heading with the best one first.
 * Without a query everything, in its own order.
 */
export function rank<E extends Findable>(
  entries: readonly E[],
  query: string,
): { group: string; entries: E[] }[] {
  const asked = query.trim() !== '';
  const fitting = entries
    .map((entry) => ({ entry, score: entry.found || !asked ? 0.1 : score(entry.words, query) }))
    .filter((each) => each.score > 0)
    .sort((one, other) => other.score - one.score);
  const groups = Map.groupBy(fitting, ({ entry }) => entry.group);
  return [...groups].map(([group, own]) => ({ group, entries: own.map(({ entry }) => entry) }));
}
