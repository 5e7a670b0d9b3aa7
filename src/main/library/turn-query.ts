/** A user's search as SQLite can run it. */
export interface TurnQuery {
  /** An FTS5 expression; null when no word of the query can be found by the index. */
  match: string | null;
  /** What the text must hold literally: signs, and scripts that put no spaces between words. */
  contains: string[];
}

/** Scripts whose words the index can't tell apart. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What the index's tokenizer (unicode61) takes for part of a word. */
const WORD = /[\p{L}\p{N}\p{Co}]/u;

/** Emoji and other signs that somebody may really look for, next to words. */
const SIGN = /\p{S}/u;

/** In quotes nothing has a meaning for FTS5: https://www.sqlite.org/fts5.html#fts5_strings */
function quoted(piece: string): string {
  return `"${piece.replaceAll('"', '""')}"`;
}

/**
 * Takes what a user typed literally: every piece between spaces must occur, the last word may be
 * the beginning of one. No operator of FTS5 is recognised. Null: there is nothing to look for.
 */
export function parseTurnQuery(text: string): TurnQuery | null {
  const pieces = text.toWellFormed().replaceAll('\0', ' ').split(/\s+/).filter(Boolean);
  if (pieces.length === 0) return null;
  const unspaced = pieces.filter((piece) => UNSPACED.test(piece));
  const words = pieces.filter((piece) => WORD.test(piece) && !UNSPACED.test(piece));
  const signs = pieces.filter((piece) => !WORD.test(piece));
  const match = words.length > 0 ? `${words.map(quoted).join(' ')} *` : null;
  if (match === null && unspaced.length === 0) return { match, contains: signs };
  return { match, contains: [...unspaced, ...signs.filter((sign) => SIGN.test(sign))] };
}
