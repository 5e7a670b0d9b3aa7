import { useId } from 'react';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import type { RangeText } from './augment-form.ts';

interface RangeFieldsProps {
  label: string;
  hint: string;
  error: string | undefined;
  value: RangeText;
  onChange: (value: RangeText) => void;
}

/** A number, or with a second one a range of which every conversation gets its own. */
export function RangeFields({ label, hint, error, value, onChange }: RangeFieldsProps) {
  // The field's label names the first one.
  const upper = useId();
  return (
    <Field label={label} hint={hint} error={error}>
      <div className="flex items-center gap-2">
        <Input
          className="max-w-20"
          inputMode="decimal"
          value={value.from}
          onChange={(event) => onChange({ ...value, from: event.target.value })}
        />
        <span className="text-dim">to</span>
        <Input
          id={upper}
          aria-label={`${label}, at most`}
          className="max-w-20"
          inputMode="decimal"
          value={value.to}
          onChange={(event) => onChange({ ...value, to: event.target.value })}
        />
      </div>
    </Field>
  );
}
