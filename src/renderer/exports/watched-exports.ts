import { useEffect, useSyncExternalStore } from 'react';
import type { ExportProgress } from '../../contract/export-api.ts';

/** Exports that were begun in this window, and those of them that somebody looks at now. */
export class WatchedExports {
  readonly #begun = new Set<string>();
  readonly #seen = new Map<string, number>();

  /** It is in sight, until what this gives is called. */
  show(id: string): () => void {
    this.#begun.add(id);
    this.#seen.set(id, (this.#seen.get(id) ?? 0) + 1);
    return () => this.#seen.set(id, (this.#seen.get(id) ?? 1) - 1);
  }

  /** Whether its end must be told: it was begun here, and nobody sees it. True once for each. */
  isUnseenEnd({ id, state }: ExportProgress): boolean {
    if (state === 'running' || !this.#begun.delete(id)) return false;
    return (this.#seen.get(id) ?? 0) === 0;
  }
}

export const watchedExports = new WatchedExports();

/** Says that the page shows how far this export is. */
export function useInSight(id: string): void {
  useEffect(() => watchedExports.show(id), [id]);
}

/** The export whose progress is looked at from outside the place where it was begun. */
let opened: ExportProgress | undefined;
const listeners = new Set<() => void>();

/** Shows how far an export is; undefined closes it. */
export function openExport(progress: ExportProgress | undefined): void {
  opened = progress;
  for (const listener of [...listeners]) listener();
}

export function useOpenedExport(): ExportProgress | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => opened,
  );
}
