import { diffArrays, diffWordsWithSpace } from 'diff';

/** One field of a document as people read it: a text, or a list of entries. */
export interface ReadField<T> {
  label: string;
  read(document: T): string | readonly string[];
  /** A short value: it is replaced as a whole. */
  whole?: boolean;
}

export interface DiffPiece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** A field that differs. In a list every piece is an entry, in a text a run of words, else a whole value. */
export interface FieldDiff {
  label: string;
  form: 'text' | 'list' | 'value';
  pieces: DiffPiece[];
}

/** What became of `before`, field by field, in the order of the fields; those that are the same are left out. */
export function diffDocuments<T>(
  before: T,
  after: T,
  fields: readonly ReadField<T>[],
): FieldDiff[] {
  return fields
    .map((field) => diffField(field, field.read(before), field.read(after)))
    .filter(({ pieces }) => pieces.some(({ kind }) => kind !== 'same'));
}

function diffField<T>(
  { label, whole = false }: ReadField<T>,
  before: string | readonly string[],
  after: string | readonly string[],
): FieldDiff {
  if (typeof before === 'string' && typeof after === 'string') {
    if (whole) return { label, form: 'value', pieces: replaced(before, after) };
    return { label, form: 'text', pieces: diffWordsWithSpace(before, after).map(pieceOf) };
  }
  const entries = diffArrays(entriesOf(before), entriesOf(after)).flatMap((change) =>
    change.value.map((value) => pieceOf({ ...change, value })),
  );
  return { label, form: 'list', pieces: entries };
}

function entriesOf(value: string | readonly string[]): string[] {
  return typeof value === 'string' ? [value] : [...value];
}

function replaced(before: string, after: string): DiffPiece[] {
  if (before === after) return [{ kind: 'same', text: before }];
  const pieces: DiffPiece[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return pieces.filter(({ text }) => text !== '');
}

function pieceOf(change: { value: string; added: boolean; removed: boolean }): DiffPiece {
  const kind = change.added ? 'added' : change.removed ? 'removed' : 'same';
  return { kind, text: change.value };
}

/** Letters of an unchanged run that stay beside a change. */
const CONTEXT = 80;

/** The pieces of a text with the middle of long unchanged runs left out, as people read changes. */
export function shortened(pieces: readonly DiffPiece[]): DiffPiece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== 'same') return piece;
    const first = index === 0;
    const last = index === pieces.length - 1;
    return { ...piece, text: withoutMiddle(piece.text, first, last) };
  });
}

function withoutMiddle(text: string, first: boolean, last: boolean): string {
  const kept = (first ? 0 : CONTEXT) + (last ? 0 : CONTEXT);
  if (text.length <= kept + CONTEXT / 2) return text;
  const start = first ? '' : atWords(text.slice(0, CONTEXT), /\S*$/);
  const end = last ? '' : atWords(text.slice(-CONTEXT), /^\S*/);
  return [start.trimEnd(), '…', end.trimStart()].filter((part) => part !== '').join(' ');
}

function atWords(text: string, cut: RegExp): string {
  return /\s/.test(text) ? text.replace(cut, '') : text;
}
