import { useState } from 'react';
import type { SettingsView } from '../../../contract/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { BUDGET_RANGE, parseNumber } from '../run/number-field.ts';
import { useSave } from './use-save.ts';

/** What a conversation may cost when its run says nothing else. */
export function BudgetCard({ view }: { view: SettingsView }) {
  const stored = view.settings.budgetUsd;
  const [text, setText] = useState(() => String(stored ?? ''));
  const { save, busy, error } = useSave(view);
  const { value, error: problem } = parseNumber(text, BUDGET_RANGE);
  const changed = value !== stored;
  return (
    <Card title="Budget">
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && !problem) save({ budgetUsd: value });
        }}
      >
        <Field
          label="Most that one conversation may cost, US dollars"
          hint="It ends before the turn that would go over it; every model needs a price for that. Empty: no limit."
          error={problem}
        >
          <div className="flex gap-2">
            <BudgetInput value={text} onChange={setText} />
            <Button
              type="submit"
              variant={changed && !problem ? 'primary' : 'secondary'}
              disabled={!changed || problem !== undefined}
              busy={busy}
            >
              Use this budget
            </Button>
          </div>
        </Field>
        {error && <ErrorNote error={error} />}
      </form>
    </Card>
  );
}

function BudgetInput({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <Input
      inputMode="decimal"
      autoComplete="off"
      placeholder="no limit"
      className="max-w-40"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
