/** The words of a text as they are compared: lower case, no accents, apostrophes or punctuation. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Length of the longest common subsequence: how many words two texts share in the same order. */
export function sharedInOrder(left: readonly string[], right: readonly string[]): number {
  let previous = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    const row = [0];
    for (const [index, other] of right.entries()) {
      const kept = Math.max(row[index] ?? 0, previous[index + 1] ?? 0);
      row.push(word === other ? (previous[index] ?? 0) + 1 : kept);
    }
    previous = row;
  }
  return previous[right.length] ?? 0;
}

/** How many words two texts share before they first differ. */
export function sharedPrefix(left: readonly string[], right: readonly string[]): number {
  const differs = left.findIndex((word, index) => word !== right[index]);
  return differs === -1 ? left.length : differs;
}
