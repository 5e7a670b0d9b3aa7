import type { ReactNode } from 'react';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { problemsIn, type StageFieldName, type StageForm, type StageWords } from './stage-forms.ts';

interface OptionInputProps {
  stage: StageWords;
  form: StageForm;
  onChange: (form: StageForm) => void;
  field: StageFieldName;
  label: string;
  hint?: ReactNode;
  placeholder?: string;
}

/** A number of a stage; empty: the provider's own. */
export function OptionInput({ stage, form, onChange, field, ...about }: OptionInputProps) {
  const { label, hint, placeholder = 'the provider’s own' } = about;
  return (
    <Field label={label} hint={hint} error={problemsIn(stage.name, form)[field]}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        placeholder={placeholder}
        value={form[field]}
        onChange={(event) => onChange({ ...form, [field]: event.target.value })}
      />
    </Field>
  );
}
