import { reasoningEffortSchema } from '../../../contract/provider.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { OptionInput } from './option-input.tsx';
import type { StageFieldsProps } from './stage-fields-props.ts';
import { mayReason } from './stage-forms.ts';

/** Stands for "not set". */
const OWN = 'own';

const efforts = [
  { value: OWN, label: 'The provider’s own' },
  ...reasoningEffortSchema.options.map((value) => ({
    value,
    label: value === 'xhigh' ? 'Extra high' : value.charAt(0).toUpperCase() + value.slice(1),
  })),
];

/** Temperature, length, and how hard it thinks where it can. */
export function LlmOptions(props: StageFieldsProps) {
  const { provider, form, onChange, usual } = props;
  const reasons = mayReason(provider, form.model || usual.model) || form.reasoningEffort !== '';
  return (
    <>
      <OptionInput
        {...props}
        field="temperature"
        label="Temperature"
        hint="0 always takes the likeliest word, 2 the wildest. Models that reason often take none."
      />
      <OptionInput
        {...props}
        field="maxTokens"
        label="Most tokens of a reply"
        hint="Those of reasoning are among them. A reply that comes to it is cut off."
      />
      {reasons && (
        <Field label="Reasoning effort" hint="Less is quicker: on the phone, low is plenty.">
          <Select
            label="Reasoning effort"
            value={form.reasoningEffort || OWN}
            onChange={(value) => onChange({ ...form, reasoningEffort: value === OWN ? '' : value })}
            options={efforts}
            className="w-full"
          />
        </Field>
      )}
    </>
  );
}
