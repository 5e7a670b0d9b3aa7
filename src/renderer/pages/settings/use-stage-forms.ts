import { useState } from 'react';
import type { SettingsView } from '../../../contract/settings.ts';
import { sameDocument } from '../../documents/problem-text.ts';
import { addressProblem, formsOf, stagesOf, type StageForms } from './stage-forms.ts';
import { useSave } from './use-save.ts';

export interface StageFormsState {
  forms: StageForms;
  change(forms: StageForms): void;
  /** Differs from what is stored. */
  changed: boolean;
  valid: boolean;
  store(): void;
  discard(): void;
  busy: boolean;
  error: Error | null;
}

/** The stages of one provider while they are edited. */
export function useStageForms(view: SettingsView, which: 'openai' | 'compatible'): StageFormsState {
  const stored = view.settings[which];
  const [forms, setForms] = useState(() => formsOf(stored));
  const { save, busy, error } = useSave(view);
  const stages = stagesOf(forms);
  return {
    forms,
    change: setForms,
    changed: !sameDocument(stages, stored),
    valid: Object.values(forms).every((form) => addressProblem(form) === undefined),
    store: () => save({ [which]: stages }),
    discard: () => setForms(formsOf(stored)),
    busy,
    error,
  };
}
