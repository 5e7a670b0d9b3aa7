import { Fragment } from 'react';
import { assertNever } from '../../contract/kind.ts';
import { shortened, type DiffPiece, type FieldDiff } from './document-diff.ts';

/** What changed, field by field: taken out is struck through, new is underlined. */
export function FieldDiffs({ diffs }: { diffs: readonly FieldDiff[] }) {
  if (diffs.length === 0) return <p className="text-dim">It says the same as now.</p>;
  return (
    <div className="grid gap-4">
      <p className="text-sm text-dim">
        <Piece piece={{ kind: 'removed', text: 'Struck through' }} /> stood there then,{' '}
        <Piece piece={{ kind: 'added', text: 'underlined' }} /> came later.
      </p>
      {diffs.map((diff) => (
        <section key={diff.label} aria-label={diff.label} className="grid gap-1">
          <h3 className="text-xs font-[550] text-dim">{diff.label}</h3>
          <Pieces diff={diff} />
        </section>
      ))}
    </div>
  );
}

function Pieces({ diff: { form, pieces } }: { diff: FieldDiff }) {
  switch (form) {
    case 'text':
      return <Words pieces={pieces} />;
    case 'list':
      return <Entries pieces={pieces} />;
    case 'value':
      return (
        <p className="flex flex-wrap gap-2">
          {pieces.map((piece, index) => (
            <Piece key={index} piece={piece} />
          ))}
        </p>
      );
    default:
      return assertNever(form);
  }
}

function Words({ pieces }: { pieces: readonly DiffPiece[] }) {
  return (
    <p className="max-w-measure break-words whitespace-pre-wrap">
      {shortened(pieces).map((piece, index) => (
        <Piece key={index} piece={piece} />
      ))}
    </p>
  );
}

function Entries({ pieces }: { pieces: readonly DiffPiece[] }) {
  return (
    <ul className="grid max-w-measure list-disc gap-1 pl-5 marker:text-faint">
      {pieces.map((piece, index) => (
        <li key={index} className="break-words">
          <Piece piece={piece} />
        </li>
      ))}
    </ul>
  );
}

function Piece({ piece: { kind, text } }: { piece: DiffPiece }) {
  if (kind === 'same') return <Fragment>{text}</Fragment>;
  if (kind === 'added') {
    return (
      <ins className="rounded-mark bg-ok-soft text-ok decoration-ok underline-offset-2">{text}</ins>
    );
  }
  return <del className="rounded-mark bg-bad-soft text-bad decoration-bad">{text}</del>;
}
