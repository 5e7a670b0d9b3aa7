/** A stretch of a hit's snippet. */
export interface SnippetPart {
  text: string;
  /** It is what was searched for. */
  match: boolean;
}

const BEGIN = '\u0002';
const END = '\u0003';

/** Cuts a snippet at the marks around its matches. */
export function snippetParts(snippet: string): SnippetPart[] {
  return snippet
    .split(BEGIN)
    .flatMap((piece, index) => {
      if (index === 0) return [{ text: piece, match: false }];
      const [match = '', ...rest] = piece.split(END);
      return [
        { text: match, match: true },
        { text: rest.join(''), match: false },
      ];
    })
    .filter((part) => part.text !== '');
}
