const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function first(word: string): string {
  return [...letters.segment(word)][0]?.segment.toLocaleUpperCase() ?? '';
}

/** One or two letters for a name: the first ones of its first and its last word; `?` without any. */
export function initials(name: string): string {
  const words = name
    .split(/[^\p{L}\p{N}\p{M}\p{Cf}]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const [head, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return `${first(head ?? '?')}${last ? first(last) : ''}`;
}
