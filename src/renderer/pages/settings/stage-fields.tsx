import { useState } from 'react';
import { studio } from '../../api/client.ts';
import { NameField } from '../../providers/name-field.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import type { StageFieldsProps } from './stage-fields-props.ts';
import { askedAs, problemsIn } from './stage-forms.ts';
import { StageOptions } from './stage-options.tsx';
import { TestLine } from './test-line.tsx';
import { useTest } from './use-test.ts';

/** One stage of a provider: its address, model and options, tested as they stand in the form. */
export function StageFields(props: StageFieldsProps) {
  const { provider, stage, form, onChange, usual, usualAddress } = props;
  const { name, label, does } = stage;
  const own = provider === 'openai-compatible';
  const asked = askedAs(name, form);
  const wrong = problemsIn(name, form);
  // Another model is another test: what was found of the one before says nothing about it.
  const test = useTest(`${provider} ${name} ${JSON.stringify([asked, wrong.baseUrl])}`, () =>
    wrong.baseUrl
      ? Promise.resolve({ ok: false, note: wrong.baseUrl, tookMs: 0 })
      : studio.testStage({ stage: name, provider, ...asked }),
  );
  return (
    <fieldset className="grid gap-3 py-5 first:pt-0 sm:grid-cols-2">
      <legend className="sr-only">{label}</legend>
      <p aria-hidden className="sm:col-span-2">
        <span className="font-[550]">{label}</span> <span className="text-dim">{does}</span>
      </p>
      {own && (
        <AddressField
          value={form.baseUrl}
          usual={usualAddress}
          error={wrong.baseUrl}
          onChange={(baseUrl) => onChange({ ...form, baseUrl })}
        />
      )}
      <NameField
        what="model"
        label="Model"
        provider={provider}
        stage={name}
        baseUrl={asked.baseUrl}
        value={form.model}
        onChange={(model) => onChange({ ...form, model })}
        usual={usual}
      />
      <div className={own ? 'sm:col-span-2' : 'pt-[1.65rem]'}>
        <TestLine label={`Test ${label.toLowerCase()}`} test={test} />
      </div>
      <StageOptions {...props} className="sm:col-span-2" />
    </fieldset>
  );
}

interface AddressFieldProps {
  value: string;
  usual: string | undefined;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** An address isn't wrong while it is being written. */
function AddressField({ value, usual, error, onChange }: AddressFieldProps) {
  const [writing, setWriting] = useState(false);
  return (
    <Field
      label="Address"
      hint={usual && !value ? 'As OPENAI_BASE_URL says.' : undefined}
      error={writing ? undefined : error}
    >
      <Input
        type="url"
        inputMode="url"
        spellCheck={false}
        autoComplete="off"
        placeholder={usual ?? 'http://localhost:8000/v1'}
        value={value}
        onFocus={() => setWriting(true)}
        onBlur={() => setWriting(false)}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
