/** Characters that turn the direction of the text around them: embeddings, overrides, isolates. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/gu;
/** Control characters and every kind of space and line end: what any reader may take for one. */
const BLANK = /[\p{Cc}\s\u2028\u2029]+/gu;

/**
 * One line of harmless text, whatever a model, a persona or an imported file holds: valid Unicode, no
 * control characters, no line ends, single spaces, nothing that turns the text around it.
 */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(DIRECTION, '').replace(BLANK, ' ').trim();
}

/** Equal but for case and punctuation. */
export function sameWords(one: string, other: string): boolean {
  return bareWords(one) === bareWords(other);
}

function bareWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
