/** Words as they are compared: lower case, no punctuation; contractions and numbers stay one word. */
export function comparableWords(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .split(' ')
    .map((word) => word.replace(/^'+|'+$/g, ''))
    .filter((word) => word !== '');
}

/** Errors are substitutions, deletions and insertions of the shortest edit; `words` are the reference's. */
export interface WordErrors {
  errors: number;
  words: number;
}

/** Compares what was heard with what was said. The rate is errors / words. */
export function wordErrorRate(reference: string, hypothesis: string): WordErrors {
  const said = comparableWords(reference);
  const heard = comparableWords(hypothesis);
  let row = Array.from({ length: heard.length + 1 }, (_, column) => column);
  for (const [index, word] of said.entries()) {
    const next = [index + 1];
    for (const [column, other] of heard.entries()) {
      const substituted = row[column]! + (word === other ? 0 : 1);
      next.push(Math.min(substituted, row[column + 1]! + 1, next[column]! + 1));
    }
    row = next;
  }
  return { errors: row[heard.length]!, words: said.length };
}
