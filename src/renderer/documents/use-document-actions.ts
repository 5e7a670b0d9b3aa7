import { useLocation } from 'wouter';
import { studio } from '../api/client.ts';
import { toast } from '../ui/toast.ts';
import { downloadText } from './download.ts';
import { copyOf } from './import-plan.ts';
import { pathOf, type Shelf, type StudioDocument } from './shelf.ts';

export type ExportFormat = 'yaml' | 'json';

export interface DocumentActions<T> {
  /** Stores a copy and opens it. */
  duplicate(document: T): Promise<unknown>;
  /** Deletes; the toast takes it back. Resolves with whether it's done: a failure is told in a toast. */
  remove(document: T): Promise<boolean>;
  download(document: T, format: ExportFormat): Promise<unknown>;
}

/** What can be done with one document of a list, or with the one in an editor. */
export function useDocumentActions<T extends StudioDocument>(
  shelf: Shelf<T>,
  all: readonly T[],
): DocumentActions<T> {
  const [, navigate] = useLocation();
  const { naming } = shelf;
  const restore = (id: string) => told(() => studio.restoreDocument({ kind: shelf.kind, id }));
  return {
    duplicate: (document) =>
      told(async () => {
        const copy = copyOf(document, all.map(naming.idOf), all.map(naming.nameOf), naming);
        await shelf.save(copy);
        navigate(pathOf(shelf, copy.id));
      }),
    remove: (document) =>
      told(async () => {
        await shelf.remove(document.id);
        toast.undo(`${naming.nameOf(document)} was deleted.`, () => void restore(document.id));
      }),
    download: (document, format) =>
      told(async () => {
        const file = await studio.formatDocument({ kind: shelf.kind, id: document.id, format });
        const mimeType = format === 'json' ? 'application/json' : 'application/yaml';
        downloadText(file.fileName, file.text, mimeType);
      }),
  };
}

/** A failure is told in a toast; true: there was none. */
async function told(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    toast.error(error);
    return false;
  }
}
