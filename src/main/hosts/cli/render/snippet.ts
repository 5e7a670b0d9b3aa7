import { inert } from './inert.ts';
import type { Palette } from './palette.ts';

export interface SnippetPart {
  text: string;
  match: boolean;
}

/** A search snippet (U+0002 match U+0003) in parts. Unpaired marks are harmless. */
export function snippetParts(snippet: string): SnippetPart[] {
  const parts = snippet.split('\u0002').flatMap((piece, at): SnippetPart[] => {
    if (at === 0) return [{ text: piece, match: false }];
    const [match = '', ...rest] = piece.split('\u0003');
    return [
      { text: match, match: true },
      { text: rest.join(''), match: false },
    ];
  });
  return parts
    .map(({ text, match }) => ({ text: text.replaceAll('\u0003', ''), match }))
    .filter(({ text }) => text !== '');
}

/** A snippet as a line: matches stand out in colour, or between » and « without it. */
export function renderSnippet(snippet: string, palette: Palette): string {
  return snippetParts(snippet)
    .map(({ text, match }) => {
      const harmless = keepEdges(text);
      if (!match) return harmless;
      return palette.coloured ? palette.bold(palette.warn(harmless)) : `»${harmless}«`;
    })
    .join('')
    .trim();
}

/** `inert` trims; between parts the blanks at the edges matter. */
function keepEdges(text: string): string {
  const before = /^\s/u.test(text) ? ' ' : '';
  const after = /\s$/u.test(text) ? ' ' : '';
  const core = inert(text);
  return core === '' ? ' ' : before + core + after;
}
