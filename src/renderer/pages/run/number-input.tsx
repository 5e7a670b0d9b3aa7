import { useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import type { RunChoices } from './choices.ts';
import { parseNumber, type NumberRange } from './number-field.ts';

export interface NumberInputProps {
  label: string;
  /** Its name for `onValid`. */
  what: string;
  field: 'seed' | 'maxTurns' | 'maxMinutes' | 'budgetUsd';
  range: NumberRange;
  /** What holds when it is left empty. */
  placeholder?: string | undefined;
  hint?: string;
  choices: RunChoices;
  set: (change: Partial<RunChoices>) => void;
  onValid: (what: string, valid: boolean) => void;
}

/** A number that may be left empty. What was written stays, even when it can't be used. */
export function NumberInput(props: NumberInputProps) {
  const { label, what, field, range, placeholder, hint, choices, set, onValid } = props;
  const [text, setText] = useState(() => String(choices[field] ?? ''));
  const { error } = parseNumber(text, range);
  const write = (next: string) => {
    setText(next);
    const parsed = parseNumber(next, range);
    onValid(what, parsed.error === undefined);
    set({ [field]: parsed.value });
  };
  return (
    <Field label={label} hint={hint} error={error}>
      <Input
        inputMode={range.whole ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={text}
        placeholder={placeholder}
        onChange={(event) => write(event.target.value)}
      />
    </Field>
  );
}
