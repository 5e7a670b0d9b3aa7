import { useState } from 'react';
import type { SettingsView } from '../../../contract/settings.ts';
import type { ModelPrice } from '../../../contract/usage.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { priceFormOf, priceGroups, typedPrice, withPrice, type PriceForm } from './prices.ts';
import { useSave } from './use-save.ts';

export interface PriceDialogProps {
  view: SettingsView;
  /** What is changed; undefined: a new one. */
  price: ModelPrice | undefined;
  onClose: () => void;
}

/** What one model costs, written by the user. */
export function PriceDialog({ view, price, onClose }: PriceDialogProps) {
  const [form, setForm] = useState(() => priceFormOf(price));
  const [tried, setTried] = useState(false);
  const { price: written, problems } = typedPrice(form);
  const { save, busy, error } = useSave(view);
  const store = (wanted: ModelPrice) =>
    save(({ prices }) => ({ prices: withPrice(prices, wanted, price) }), { onSuccess: onClose });
  const submit = () => (written ? store(written) : setTried(true));
  const field = (name: keyof PriceForm, label: string, hint?: string, placeholder?: string) => (
    <Field
      label={label}
      hint={hint}
      error={tried || (name !== 'model' && form[name] !== '') ? problems[name] : undefined}
    >
      <Input
        inputMode={name === 'model' || name === 'server' ? 'text' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={form[name]}
        onChange={(event) => setForm({ ...form, [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={price ? `Price of ${price.model}` : 'Add a price'}
      description="In US dollars. Leave empty what isn’t charged for; 0 everywhere is free."
      className="max-w-2xl"
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={busy} onClick={submit}>
            Save the price
          </Button>
        </>
      }
    >
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="grid gap-3 sm:grid-cols-2">
          {field('model', 'Model', 'Also the price of its dated versions.', 'gpt-4.1-mini')}
          {field(
            'server',
            'Server',
            'Empty: wherever it runs. “openai”, or an address.',
            'https://api.groq.com',
          )}
        </div>
        {priceGroups.map(({ title, fields }) => (
          <fieldset key={title} className="min-w-0">
            <legend className="mb-2 text-xs font-[550] text-dim">{title}</legend>
            <div className="grid gap-3 sm:grid-cols-3">
              {fields.map(([name, label]) => (
                <div key={name}>{field(name, label)}</div>
              ))}
            </div>
          </fieldset>
        ))}
        {error && <ErrorNote error={error} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
