import type { StageName } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { addressProblem, settingsOf, type STAGES, type StageForm } from './stage-forms.ts';
import { TestLine } from './test-line.tsx';
import { useTest } from './use-test.ts';

interface StageFieldsProps {
  provider: 'openai' | 'openai-compatible';
  stage: (typeof STAGES)[number];
  form: StageForm;
  onChange: (form: StageForm) => void;
  /** What is taken where nothing is written. */
  usual: { baseUrl?: string | undefined; model?: string | undefined };
  /** Without: the address is the provider's own. */
  withAddress: boolean;
}

/** One stage of a provider: its address and model, tested as they stand in the form. */
export function StageFields(props: StageFieldsProps) {
  const { provider, stage, form, onChange, usual, withAddress } = props;
  const name: StageName = stage.name;
  const test = useTest(`${provider} ${name}`, () =>
    studio.testStage({ stage: name, provider, ...settingsOf(form) }),
  );
  return (
    <fieldset className="grid gap-3 py-4 first:pt-0 sm:grid-cols-2">
      <legend className="sr-only">{stage.label}</legend>
      <p aria-hidden className="sm:col-span-2">
        <span className="font-[550]">{stage.label}</span>{' '}
        <span className="text-dim">{stage.does}</span>
      </p>
      {withAddress && (
        <Field label="Address" error={addressProblem(form)}>
          <Input
            type="url"
            inputMode="url"
            spellCheck={false}
            autoComplete="off"
            placeholder={usual.baseUrl ?? 'http://localhost:8000/v1'}
            value={form.baseUrl}
            onChange={(event) => onChange({ ...form, baseUrl: event.target.value })}
          />
        </Field>
      )}
      <Field label="Model">
        <Input
          spellCheck={false}
          autoComplete="off"
          placeholder={usual.model ?? 'as the server calls it'}
          value={form.model}
          onChange={(event) => onChange({ ...form, model: event.target.value })}
        />
      </Field>
      <div className={withAddress ? 'sm:col-span-2' : 'self-end'}>
        <TestLine label={`Test ${stage.label.toLowerCase()}`} test={test} />
      </div>
    </fieldset>
  );
}
