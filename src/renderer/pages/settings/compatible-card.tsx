import { useState } from 'react';
import { originOf } from '../../../contract/key-ring.ts';
import type { Preset, SettingsView } from '../../../contract/settings.ts';
import { Card } from '../../ui/card.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { SaveBar } from './save-bar.tsx';
import { ServerKey } from './server-key.tsx';
import { StageFields } from './stage-fields.tsx';
import { askedAs, MODEL_KINDS, originsOf, servesText, withPreset } from './stage-forms.ts';
import { usualModel } from './usual-model.ts';
import { useStageForms, type StageFormsState } from './use-stage-forms.ts';

/** Servers with an API like OpenAI's, one for each stage if need be. */
export function CompatibleCard({ view }: { view: SettingsView }) {
  const forms = useStageForms(view, 'compatible');
  const presets = view.presets.filter(({ id }) => id !== 'openai');
  return (
    <Card title="Your own servers">
      <div className="grid gap-5">
        <PresetField presets={presets} forms={forms} />
        <ServerKeys view={view} forms={forms} />
        <div className="grid divide-y divide-line">
          {MODEL_KINDS.map((stage) => (
            <StageFields
              key={stage.name}
              provider="openai-compatible"
              stage={stage}
              form={forms.forms[stage.name]}
              onChange={(form) => forms.changeOne(stage.name, form)}
              usual={usualModel(view, {
                ...{ provider: 'openai-compatible', kind: stage.name },
                ...askedAs(stage.name, forms.forms[stage.name]),
              })}
              usualAddress={view.environmentServer?.baseUrl}
            />
          ))}
        </div>
      </div>
      <SaveBar forms={forms} what="these servers" />
    </Card>
  );
}

/** Fills the stages in that a known server can serve. */
function PresetField({ presets, forms }: { presets: Preset[]; forms: StageFormsState }) {
  const [filled, setFilled] = useState<Preset>();
  const fill = (id: string) => {
    const preset = presets.find((each) => each.id === id);
    if (!preset) return;
    setFilled(preset);
    forms.change(withPreset(forms.forms, preset));
  };
  return (
    <Field
      label="Fill in from a known server"
      hint={
        filled && forms.changed
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
  );
}

/** One line for each server of the forms: a key is shown to nobody but its own. */
function ServerKeys({ view, forms }: { view: SettingsView; forms: StageFormsState }) {
  const origins = originsOf(forms.forms);
  if (origins.length === 0) return null;
  const needy = view.presets.filter(({ needsKey }) => needsKey);
  return (
    <div className="grid gap-1">
      {origins.map((origin) => (
        <ServerKey
          key={origin}
          view={view}
          name={`server-key:${origin}`}
          server={origin.replace(/^https?:\/\//u, '')}
          label={`Key for ${origin}`}
          hint="It is shown to this server only. One on this computer usually needs none."
          needed={needy.some(({ baseUrl }) => originOf(baseUrl) === origin)}
        />
      ))}
    </div>
  );
}
