/*
 * How values are read in a version diff.
 */

/** A share from 0 to 1: "25 %". */
export function percentText(value: number): string {
  return `${String(Math.round(value * 100))} %`;
}

/** A BCP 47 tag by its English name: "German (de)"; the tag alone when it has none. */
export function languageText(tag: string): string {
  try {
    const name = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag);
    return name ? `${name} (${tag})` : tag;
  } catch {
    return tag;
  }
}
