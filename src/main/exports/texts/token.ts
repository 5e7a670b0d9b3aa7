import { plainLine } from './plain.ts';

/**
 * Characters with a meaning of their own to NIST's tools and the readers of their formats: `<…>` is a
 * label, `{ a / b }` an alternation, `(…)` an optional word; a `"` begins a quoted field in pandas.
 * Source: SCTK, doc/infmts.htm.
 */
const MEANING = /[<>(){}"]/gu;

/** What has a meaning as a word of its own: the null word, the bar of an alternation, a word not given. */
const MEANING_ALONE = /^[@/\\*]+$/u;

/** A text as words parted by single spaces, spelt as spoken but without what NIST's formats would read into them. */
export function nistWords(text: string): string[] {
  return plainLine(plainLine(text).replace(MEANING, ''))
    .split(' ')
    .filter((word) => word !== '' && !MEANING_ALONE.test(word));
}

/** One token without blanks: `New_York`. Empty when nothing is left. */
export function wordToken(text: string): string {
  return nistWords(text).join('_');
}
