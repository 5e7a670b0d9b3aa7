import { useState } from 'react';
import { toast } from '../ui/toast.ts';
import { carryOut, planImport, type ImportEntry, type OnConflict } from './import-plan.ts';
import { readFiles, type ReadFiles } from './import-reader.ts';
import type { Shelf, StudioDocument } from './shelf.ts';

export interface Import<T> {
  /** Reads the files; stores them at once when there is nothing to ask or to tell. */
  start(files: readonly File[]): Promise<void>;
  /** What there is to ask or to tell; undefined: nothing. */
  open: { entries: ImportEntry<T>[]; failed: ReadFiles<T>['failed'] } | undefined;
  choose(index: number, choice: OnConflict): void;
  confirm(): Promise<void>;
  cancel(): void;
  busy: boolean;
}

/** Import of documents from files. */
export function useImport<T extends StudioDocument>(shelf: Shelf<T>, all: readonly T[]): Import<T> {
  const [open, setOpen] = useState<Import<T>['open']>();
  const [busy, setBusy] = useState(false);
  const store = async (entries: readonly ImportEntry<T>[]) => {
    setBusy(true);
    try {
      const documents = carryOut(entries, all, shelf.naming);
      for (const document of documents) await shelf.save(document);
      setOpen(undefined);
      if (documents.length > 0) toast.done(`Imported: ${named(documents, shelf)}`);
    } catch (error) {
      toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  return {
    start: async (files) => {
      if (files.length === 0) return;
      const { read, failed } = await readFiles<T>(shelf.kind, files);
      const entries = planImport(read, all, shelf.naming);
      const nothingToAsk = failed.length === 0 && entries.every((entry) => !entry.conflictsWith);
      if (nothingToAsk) await store(entries);
      else setOpen({ entries, failed });
    },
    open,
    choose: (index, choice) =>
      setOpen((before) => {
        if (!before) return before;
        const entries = before.entries.map((each, at) =>
          at === index ? { ...each, choice } : each,
        );
        return { ...before, entries };
      }),
    confirm: async () => {
      if (open) await store(open.entries);
    },
    cancel: () => setOpen(undefined),
    busy,
  };
}

function named<T extends StudioDocument>(documents: readonly T[], shelf: Shelf<T>): string {
  const names = documents.map(shelf.naming.nameOf);
  return names.length <= 3 ? names.join(', ') : `${String(names.length)} ${shelf.plural}`;
}
