/** What lists search in. */
export interface Listed {
  id: string;
  name: string;
  /** Further words: role, goal, summary. */
  words: string;
  tags: readonly string[];
}

export interface ListFilter {
  search: string;
  /** A document needs all of them. */
  tags: readonly string[];
}

/** Those that hold every word of the search (by beginning of a word, without regard to accents) and all tags. */
export function filterDocuments<T extends Listed>(items: readonly T[], filter: ListFilter): T[] {
  const wanted = wordsOf(filter.search);
  return items.filter((item) => {
    if (!filter.tags.every((tag) => item.tags.includes(tag))) return false;
    const words = wordsOf(`${item.name} ${item.id} ${item.words} ${item.tags.join(' ')}`);
    return wanted.every((word) => words.some((other) => other.startsWith(word)));
  });
}

/** Every tag with how many have it, the most used first. */
export function countTags(items: readonly Listed[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { tags } of items) {
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((x, y) => y.count - x.count || x.tag.localeCompare(y.tag));
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
