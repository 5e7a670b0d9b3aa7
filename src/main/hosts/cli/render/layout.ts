import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Columns of text on a screen; colours count nothing, wide characters two. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** Fills up with blanks to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

const segmenter = new Intl.Segmenter();

/** Cuts plain text (no colours) to `width` columns, with an ellipsis where something is missing. */
export function fit(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const { segment } of segmenter.segment(text)) {
    if (widthOf(kept) + widthOf(segment) > width - 1) break;
    kept += segment;
  }
  return width < 1 ? '' : `${kept.trimEnd()}…`;
}

/** Breaks text into lines of at most `width` columns; `Infinity` keeps one line. */
export function wrap(text: string, width: number): string[] {
  if (!Number.isFinite(width)) return [text];
  return wrapAnsi(text, Math.max(8, width), { hard: true }).split('\n');
}

/** Text beside a head: the first line follows it, the others are indented below. */
export function hang(head: string, text: string, width: number): string {
  const indent = widthOf(head);
  const [first = '', ...rest] = wrap(text, width - indent);
  return [head + first, ...rest.map((line) => ' '.repeat(indent) + line)].join('\n');
}

/** Rows as aligned columns; the last column is not padded. Cells may be coloured. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, widthOf(cell))));
  }
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : pad(cell, widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
