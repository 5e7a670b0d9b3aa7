/** Words without case and punctuation, as word error rates are counted. */
export function plainWords(text: string): string[] {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, '');
  return plain.split(/\s+/).filter((word) => word !== '');
}

/** Substitutions, deletions and insertions between two word lists (Levenshtein). */
export function wordErrors(meant: readonly string[], heard: readonly string[]): number {
  let above = heard.map((_, index) => index + 1);
  meant.forEach((word, row) => {
    let diagonal = row;
    let left = row + 1;
    above = heard.map((other, column) => {
      const cost = diagonal + (word === other ? 0 : 1);
      diagonal = above[column]!;
      left = Math.min(left + 1, diagonal + 1, cost);
      return left;
    });
  });
  return heard.length === 0 ? meant.length : above.at(-1)!;
}
