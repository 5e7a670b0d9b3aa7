import { stripVTControlCharacters } from 'node:util';

/** Directional controls, joins of tags and byte-order marks: invisible, and able to reorder a line. */
const INVISIBLE =
  /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * Text from outside (personas, transcripts, file names) as one harmless line: no escape sequence,
 * no control character, no directional trick reaches the terminal.
 */
export function inert(text: string): string {
  return stripVTControlCharacters(text.toWellFormed())
    .replace(INVISIBLE, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Keeps right-to-left text from turning around the columns beside it (U+2068 … U+2069). */
export function isolate(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
