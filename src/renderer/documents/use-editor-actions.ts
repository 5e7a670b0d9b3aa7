import { useLocation } from 'wouter';
import type { Shelf, StudioDocument } from './shelf.ts';
import { useDocumentActions, type DocumentActions } from './use-document-actions.ts';
import type { Editing } from './use-editing.ts';

/** The same actions inside an editor: what stands in the form goes with them, and nothing comes after a deletion. */
export function useEditorActions<T extends StudioDocument>(
  shelf: Shelf<T>,
  all: readonly T[],
  editing: Editing<T>,
): DocumentActions<T> {
  const [, navigate] = useLocation();
  const actions = useDocumentActions(shelf, all);
  return {
    duplicate: actions.duplicate,
    download: async (document, format) => {
      await editing.flush();
      return actions.download(document, format);
    },
    remove: async (document) => {
      await editing.flush();
      const removed = await actions.remove(document);
      if (!removed) return false;
      // A save on leaving would make it anew.
      editing.abandon();
      navigate(`/${shelf.plural}`);
      return true;
    },
  };
}
