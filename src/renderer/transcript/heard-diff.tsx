import { memo } from 'react';
import { compareHeard, type HeardPiece } from './heard.ts';

export interface HeardDiffProps {
  said: string;
  heard: string;
}

/**
 * What the other side heard against what was said. Struck through: said, not heard; underlined: heard, not
 * said. Screen readers get the same in words.
 */
export const HeardDiff = memo(function HeardDiff({ said, heard }: HeardDiffProps) {
  return (
    <p className="max-w-measure break-words">
      {compareHeard(said, heard).map((piece, index) => (
        <span key={index}>
          {index > 0 && ' '}
          <PieceView piece={piece} />
        </span>
      ))}
    </p>
  );
});

function PieceView({ piece }: { piece: HeardPiece }) {
  switch (piece.kind) {
    case 'same':
      return piece.said;
    case 'missed':
      return <Missed said={piece.said} words="not heard:" />;
    case 'added':
      return <Added heard={piece.heard} words="heard, never said:" />;
    case 'other':
      return (
        <>
          <Missed said={piece.said} words="instead of" />{' '}
          <Added heard={piece.heard} words="heard" />
        </>
      );
  }
}

function Missed({ said, words }: { said: string; words: string }) {
  return (
    <del className="rounded-mark bg-bad-soft px-0.5 text-bad">
      <span className="sr-only">{words} </span>
      {said}
    </del>
  );
}

function Added({ heard, words }: { heard: string; words: string }) {
  return (
    <ins className="rounded-mark bg-warn-soft px-0.5 text-warn decoration-dotted underline-offset-2">
      <span className="sr-only">{words} </span>
      {heard}
    </ins>
  );
}
