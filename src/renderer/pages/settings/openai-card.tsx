import type { SettingsView } from '../../../contract/settings.ts';
import { Card } from '../../ui/card.tsx';
import { SaveBar } from './save-bar.tsx';
import { ServerKey } from './server-key.tsx';
import { StageFields } from './stage-fields.tsx';
import { MODEL_KINDS } from './stage-forms.ts';
import { useStageForms } from './use-stage-forms.ts';

/** The models that OpenAI is asked for. */
export function OpenAiCard({ view }: { view: SettingsView }) {
  const forms = useStageForms(view, 'openai');
  const usual = view.presets.find(({ id }) => id === 'openai')?.models ?? {};
  return (
    <Card title="OpenAI">
      <ServerKey
        view={view}
        name="openai-api-key"
        server="OpenAI"
        label="OpenAI key"
        hint="Make one at platform.openai.com. It begins with sk-."
        needed
      />
      <div className="mt-5 grid divide-y divide-line">
        {MODEL_KINDS.map((stage) => (
          <StageFields
            key={stage.name}
            provider="openai"
            stage={stage}
            form={forms.forms[stage.name]}
            onChange={(form) => forms.changeOne(stage.name, form)}
            usual={usual[stage.name]}
          />
        ))}
      </div>
      <SaveBar forms={forms} what="these models" />
    </Card>
  );
}
