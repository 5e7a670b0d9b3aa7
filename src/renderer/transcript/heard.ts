import { diffArrays } from 'diff';

/** A stretch of what was said against what the other side heard. */
export type HeardPiece =
  | { kind: 'same'; said: string }
  /** Said, not heard. */
  | { kind: 'missed'; said: string }
  /** Heard, never said. */
  | { kind: 'added'; heard: string }
  | { kind: 'other'; said: string; heard: string };

/** Case, punctuation and accents are no difference that one hears. */
function sound(word: string): string {
  const plain = word.normalize('NFKD').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]/gu, '');
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => sound(word) !== '');
}

/** Compares word by word. */
export function compareHeard(said: string, heard: string): HeardPiece[] {
  const changes = diffArrays(words(heard), words(said), {
    comparator: (one, other) => sound(one) === sound(other),
  });
  const pieces: HeardPiece[] = [];
  // The other way round (what is added was said), as words that are the same are given as in the second list.
  for (const { added: missed, removed: added, value } of changes) {
    const text = value.join(' ');
    const last = pieces.at(-1);
    if (!added && !missed) pieces.push({ kind: 'same', said: text });
    else if (missed && last?.kind === 'added') {
      pieces[pieces.length - 1] = { kind: 'other', said: text, heard: last.heard };
    } else if (added && last?.kind === 'missed') {
      pieces[pieces.length - 1] = { kind: 'other', said: last.said, heard: text };
    } else pieces.push(missed ? { kind: 'missed', said: text } : { kind: 'added', heard: text });
  }
  return pieces;
}

/** Whether the other side understood every word. */
export function heardAll(said: string, heard: string): boolean {
  return compareHeard(said, heard).every((piece) => piece.kind === 'same');
}
