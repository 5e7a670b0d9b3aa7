import { useState } from 'react';
import type { ModelKind, SettingsView } from '../../../contract/settings.ts';
import { sameDocument } from '../../documents/problem-text.ts';
import { formsOf, settingsOf, type StageForm, type StageForms } from './stage-forms.ts';
import { useSave } from './use-save.ts';

export interface StageFormsState {
  forms: StageForms;
  change(forms: StageForms): void;
  changeOne(kind: ModelKind, form: StageForm): void;
  /** Differs from what is stored. */
  changed: boolean;
  /** Something is stored. */
  isSet: boolean;
  valid: boolean;
  store(): void;
  discard(): void;
  busy: boolean;
  error: Error | null;
}

type Which = 'openai' | 'compatible';

/** What was written and isn't stored: it is still there when one comes back from another page. */
const drafts = new Map<Which, StageForms>();

/** The stages of one provider while they are edited. */
export function useStageForms(view: SettingsView, which: Which): StageFormsState {
  const stored = view.settings[which];
  const [draft, setDraft] = useState(() => drafts.get(which));
  const { save, busy, error } = useSave(view);
  const change = (forms: StageForms) => {
    drafts.set(which, forms);
    setDraft(forms);
  };
  const discard = () => {
    drafts.delete(which);
    setDraft(undefined);
  };
  const forms = draft ?? formsOf(stored);
  const settings = settingsOf(forms);
  // What was written while it was being stored is not stored yet.
  const onSuccess = () => drafts.get(which) === forms && discard();
  return {
    forms,
    change,
    changeOne: (kind, form) => change({ ...forms, [kind]: form }),
    changed: settings === undefined || !sameDocument(settings, stored),
    isSet: Object.values(stored).some((stage) => Object.keys(stage).length > 0),
    valid: settings !== undefined,
    store: () => settings && save({ [which]: settings }, { onSuccess }),
    discard,
    busy,
    error,
  };
}
