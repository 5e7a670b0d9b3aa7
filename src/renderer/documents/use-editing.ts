import { useEffect, useRef, useState } from 'react';
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form';
import { useConnection } from '../api/connection.ts';
import type { AutosaveState, Edited } from './autosave.ts';
import type { Draft } from './drafts.ts';
import { plainMessage } from './plain-messages.ts';
import { problemText, sameDocument } from './problem-text.ts';
import type { Shelf, StudioDocument } from './shelf.ts';
import { drafts, useAutosave, useStored } from './use-autosave.ts';

/** What an editor of a document knows and can do beside its form. */
export interface Editing<T> {
  state: AutosaveState;
  /** The newest values that hold. */
  valid: T;
  /** Saves now; also what failed before. Resolves when it is through, well or not. */
  flush(): Promise<void>;
  /** Drops what isn't stored: the document is gone. */
  abandon(): void;
  /** What an earlier opening couldn't store. */
  draft: Draft | undefined;
  takeDraft(): void;
  dropDraft(): void;
  /** Stores an earlier version as the newest and shows it. */
  restore(version: T): Promise<void>;
}

interface Options<T extends StudioDocument & FieldValues> {
  shelf: Shelf<T>;
  form: UseFormReturn<T>;
  /** As the host has it; it may change while the editor is open. */
  stored: T;
}

/** Ties a form to its document: autosave, drafts, versions, and changes made elsewhere. */
export function useEditing<T extends StudioDocument & FieldValues>(
  options: Options<T>,
): Editing<T> {
  const { shelf, form, stored } = options;
  const { id } = stored;
  const ref = { kind: shelf.kind, id } as const;
  const [state, setState] = useState<AutosaveState>({ kind: 'saved' });
  const [valid, setValid] = useState(stored);
  const [draft, setDraft] = useState(() => findDraft(shelf, stored));
  const keepStored = useStored(shelf, stored);
  const autosave = useAutosave({ shelf, id, setState, onSaved: keepStored.replace });

  const show = (values: T) => {
    form.reset(values);
    setValid(values);
  };

  useEffect(() => {
    const stop = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        const edited = check(shelf, values);
        if ('value' in edited) {
          setValid(edited.value);
          if (autosave.settled && sameDocument(edited.value, keepStored.latest())) return;
        }
        drafts.keep({ kind: shelf.kind, id }, values, new Date());
        autosave.handleChange(edited);
      },
    });
    const flush = () => void autosave.flush();
    window.addEventListener('pagehide', flush);
    return () => {
      stop();
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [autosave, form, id, keepStored, shelf]);

  useEffect(() => {
    // Changed in another window, or by a save of our own that has come back: only then is it news.
    if (!autosave.settled) return;
    const edited = check(shelf, form.getValues());
    if ('value' in edited && sameDocument(edited.value, stored)) return;
    form.reset(stored);
    setValid(stored);
  }, [autosave, form, shelf, stored]);

  useRetryOnReturn(state, () => void autosave.flush());

  return {
    state,
    valid,
    flush: () => autosave.flush(),
    abandon: () => {
      autosave.forget();
      drafts.drop(ref);
    },
    draft,
    takeDraft: () => {
      if (draft) form.reset(draft.values as DefaultValues<T>);
      setDraft(undefined);
    },
    dropDraft: () => {
      drafts.drop(ref);
      setDraft(undefined);
    },
    restore: async (version) => {
      await autosave.flush();
      const saved = await shelf.save(version);
      keepStored.replace(saved);
      autosave.forget();
      drafts.drop(ref);
      show(saved);
    },
  };
}

function check<T extends StudioDocument>(shelf: Shelf<T>, values: unknown): Edited<T> {
  const result = shelf.schema.safeParse(values, { error: plainMessage });
  if (result.success) return { value: result.data };
  return { problem: problemText(result.error, shelf.labels) };
}

/** What an earlier opening left, unless it was stored all the same (its answer came after the page had gone). */
function findDraft<T extends StudioDocument>(shelf: Shelf<T>, stored: T): Draft | undefined {
  const draft = drafts.find({ kind: shelf.kind, id: stored.id });
  if (!draft) return undefined;
  const edited = check(shelf, draft.values);
  return 'value' in edited && sameDocument(edited.value, stored) ? undefined : draft;
}

/** What failed because the host was away is tried again when it is back. */
function useRetryOnReturn(state: AutosaveState, retry: () => void): void {
  const connection = useConnection();
  const before = useRef(connection);
  useEffect(() => {
    const returned = before.current !== 'open' && connection === 'open';
    before.current = connection;
    if (returned && state.kind === 'failed') retry();
  });
}
