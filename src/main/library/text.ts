/** Characters that a stored text can't hold: NUL ends it for SQLite, the other two mark search matches. */
const UNSTORABLE = ['\u0000', '\u0002', '\u0003'];

/** Text as the library keeps it: lone surrogates and unstorable characters become U+FFFD, visibly. */
export function storedText(text: string): string {
  return UNSTORABLE.reduce((kept, bad) => kept.replaceAll(bad, '\uFFFD'), text.toWellFormed());
}

/** JSON of plain data with every string in its stored form; undefined becomes null. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === 'string' ? storedText(part) : part,
  );
}
