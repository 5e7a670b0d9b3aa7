import { memo, useMemo } from 'react';
import type { Side } from '../../contract/side.ts';
import type { Word } from '../../contract/conversation.ts';
import { wordTitle } from './word-origin.ts';
import { wordPieces } from './words.ts';

const now = { a: 'bg-a-soft text-a', b: 'bg-b-soft text-b' };

interface TurnWordsProps {
  text: string;
  words: readonly Word[];
  side: Side;
  /** The word that is spoken now; −1: none. */
  current: number;
  /** Words from this one on have not sounded yet, and stay hidden. */
  until?: number | undefined;
  seekable: boolean;
}

/**
 * What was said, word by word. The words are no buttons: a page of them would be hundreds of stops for the
 * Tab key. The row takes the click; from the keyboard the turn's time and the player's keys seek.
 */
export const TurnWords = memo(function TurnWords(props: TurnWordsProps) {
  const { text, words, side, current, until, seekable } = props;
  const pieces = useMemo(() => wordPieces(text, words), [text, words]);
  const hidden =
    until === undefined ? -1 : pieces.findIndex((piece) => (piece.index ?? -1) >= until);
  return (hidden < 0 ? pieces : pieces.slice(0, hidden)).map((piece, index) =>
    piece.word ? (
      <span
        key={index}
        data-ms={Math.ceil(piece.word.startMs)}
        title={seekable ? wordTitle(piece.word) : undefined}
        data-now={piece.index === current || undefined}
        className={
          (piece.index === current ? `${now[side]} ` : '') +
          (seekable ? 'rounded-mark hover:bg-raise hover:underline' : 'rounded-mark')
        }
      >
        {piece.text}
      </span>
    ) : (
      piece.text
    ),
  );
});
