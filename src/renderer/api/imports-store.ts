import { useSyncExternalStore } from 'react';
import type { ImportProgress } from '../../contract/import-api.ts';
import { client } from './client.ts';

/** The newest progress of each import that was told of. */
let known: ReadonlyMap<string, ImportProgress> = new Map();
const listeners = new Set<() => void>();

// From the start: an import may be told of before the page that began it has its answer.
client.onEvent((event) => {
  if (event.kind !== 'import') return;
  known = new Map(known).set(event.progress.id, event.progress);
  for (const listener of [...listeners]) listener();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How far an import is, as it goes on. */
export function useImportProgress(first: ImportProgress): ImportProgress {
  const all = useSyncExternalStore(subscribe, () => known);
  return all.get(first.id) ?? first;
}
