/**
 * A JSON document as text. Control characters and directional tricks that JSON lets through are
 * escaped: the same document, harmless on a terminal.
 */
export function jsonText(value: unknown): string {
  return `${escaped(JSON.stringify(value, null, 2))}\n`;
}

/** A value on one line, whatever a reader takes for the end of a line. Lone surrogates become U+FFFD. */
export function jsonLine(value: object): string {
  return escaped(JSON.stringify(value, wellFormed));
}

/** @param json as JSON.stringify gives it, where what is escaped here stands in strings only */
function escaped(json: string): string {
  return json.replace(
    /[\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What is no text is no UTF-8 either. */
function wellFormed(_key: string, part: unknown): unknown {
  return typeof part === 'string' ? part.toWellFormed() : part;
}
