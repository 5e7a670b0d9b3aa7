/** Which conversations are chosen, and from where a range is counted. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** Row from which shift selects; −1: none yet. */
  anchor: number;
}

export const nothing: Selection = { ids: new Set(), anchor: -1 };

/** One more, or one less. */
export function toggled({ ids }: Selection, id: string, index: number): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: index };
}

/** With all of these, the anchor stays. */
export function extended(
  { ids, anchor }: Selection,
  more: readonly string[],
  index: number,
): Selection {
  return { ids: new Set([...ids, ...more]), anchor: anchor < 0 ? index : anchor };
}

/** Rows from the anchor to here, both included. */
export function rangeTo({ anchor }: Selection, index: number): { from: number; to: number } {
  const start = anchor < 0 ? index : anchor;
  return { from: Math.min(start, index), to: Math.max(start, index) };
}

/** What a drag of this one takes along: all that are chosen when it is one of them, else it alone. */
export function draggedWith({ ids }: Selection, id: string): string[] {
  return ids.has(id) ? [...ids] : [id];
}

/** Without those that are gone. */
export function without({ ids, anchor }: Selection, gone: readonly string[]): Selection {
  const next = new Set(ids);
  for (const id of gone) next.delete(id);
  return { ids: next, anchor };
}
