import { useSyncExternalStore } from 'react';
import type { FoundFile } from './dropped-files.ts';

/** Whether the import dialog is open, and with which files. */
let opened: { files: FoundFile[] } | undefined;
const listeners = new Set<() => void>();

function set(next: typeof opened): void {
  opened = next;
  for (const listener of [...listeners]) listener();
}

/** Opens the dialog, which the library page shows. */
export function openImport(files: FoundFile[] = []): void {
  set({ files });
}

export function closeImport(): void {
  set(undefined);
}

export function useOpenedImport(): typeof opened {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => opened,
  );
}
