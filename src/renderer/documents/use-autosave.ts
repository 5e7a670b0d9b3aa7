import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { afterTimeout } from './after-timeout.ts';
import { Autosave, type AutosaveState } from './autosave.ts';
import { Drafts } from './drafts.ts';
import type { Shelf, StudioDocument } from './shelf.ts';

/** What editors of this tab couldn't store yet. */
export const drafts = new Drafts(sessionStorage);

interface AutosaveHookOptions<T extends StudioDocument> {
  shelf: Shelf<T>;
  id: string;
  setState(state: AutosaveState): void;
  onSaved(saved: T): void;
}

/** One autosave per opening of an editor; its sitting makes one version of all its changes. */
export function useAutosave<T extends StudioDocument>(
  options: AutosaveHookOptions<T>,
): Autosave<T> {
  const { shelf, id, setState, onSaved } = options;
  const [autosave] = useState(() => {
    const sitting = crypto.randomUUID();
    const made: Autosave<T> = new Autosave<T>({
      save: async (value) => onSaved(await shelf.save(value, { sitting })),
      after: afterTimeout,
      onState: (state) => {
        if (state.kind === 'saved') drafts.drop({ kind: shelf.kind, id });
        setState(state);
      },
    });
    return made;
  });
  return autosave;
}

/** The document as the host has it, also between a save and the answer to the next question. */
export function useStored<T extends StudioDocument>(shelf: Shelf<T>, stored: T) {
  const queryClient = useQueryClient();
  const [kept] = useState(() => {
    let latest = stored;
    return {
      latest: () => latest,
      set: (value: T) => {
        latest = value;
      },
      replace: (value: T) => {
        latest = value;
        const queryKey = [shelf.kind, value.id];
        // An answer that is still under way is older than this.
        void queryClient.cancelQueries({ queryKey });
        queryClient.setQueryData(queryKey, value);
      },
    };
  });
  useEffect(() => kept.set(stored), [kept, stored]);
  return kept;
}
