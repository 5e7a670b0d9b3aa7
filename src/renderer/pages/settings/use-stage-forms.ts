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
  const settings = settingsOf(forms);
  return {
    forms,
    change: setForms,
    changeOne: (kind, form) => setForms({ ...forms, [kind]: form }),
    changed: settings === undefined || !sameDocument(settings, stored),
    valid: settings !== undefined,
    store: () => settings && save({ [which]: settings }),
    discard: () => setForms(formsOf(stored)),
    busy,
    error,
  };
}
