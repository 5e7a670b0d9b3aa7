import { useState } from 'react';
import type { Preset, SettingsView } from '../../../contract/settings.ts';
import { Card } from '../../ui/card.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { SaveBar } from './save-bar.tsx';
import { StageFields } from './stage-fields.tsx';
import { servesText, STAGES, withPreset } from './stage-forms.ts';
import { useStageForms } from './use-stage-forms.ts';

/** Servers with an API like OpenAI's, one for each stage if need be. */
export function CompatibleCard({ view }: { view: SettingsView }) {
  const forms = useStageForms(view, 'compatible');
  const presets = view.presets.filter(({ id }) => id !== 'openai');
  const [filled, setFilled] = useState<Preset>();
  const fill = (id: string) => {
    const preset = presets.find((each) => each.id === id);
    if (!preset) return;
    setFilled(preset);
    forms.change(withPreset(forms.forms, preset));
  };
  return (
    <Card title="Compatible server">
      <div className="grid gap-5">
        <Field
          label="Fill in from a known server"
          hint={
            filled
              ? `${filled.label} is filled in for ${servesText(filled)}. ${filled.hint}`
              : 'Sets the stages that it can serve; the others stay as they are.'
          }
        >
          <Combobox
            label="Fill in from a known server"
            value=""
            placeholder="Choose a server"
            onChange={fill}
            options={presets.map((preset) => ({
              value: preset.id,
              label: preset.label,
              hint: `For ${servesText(preset)}${preset.needsKey ? '; needs a key' : ''}`,
            }))}
            searchPlaceholder="Search servers"
          />
        </Field>
        <div className="grid divide-y divide-line">
          {STAGES.map((stage) => (
            <StageFields
              key={stage.name}
              provider="openai-compatible"
              stage={stage}
              form={forms.forms[stage.name]}
              onChange={(form) => forms.change({ ...forms.forms, [stage.name]: form })}
              usual={{}}
              withAddress
            />
          ))}
        </div>
      </div>
      <SaveBar forms={forms} what="these servers" />
    </Card>
  );
}
