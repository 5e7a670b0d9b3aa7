import { Link } from 'wouter';
import type { SettingsView } from '../../../contract/settings.ts';
import { Card } from '../../ui/card.tsx';
import { SaveBar } from './save-bar.tsx';
import { StageFields } from './stage-fields.tsx';
import { STAGES } from './stage-forms.ts';
import { useStageForms } from './use-stage-forms.ts';

/** The models that OpenAI is asked for. */
export function OpenAiCard({ view }: { view: SettingsView }) {
  const forms = useStageForms(view, 'openai');
  const usual = view.presets.find(({ id }) => id === 'openai')?.models ?? {};
  const key = view.secrets.find(({ name }) => name === 'openai-api-key');
  return (
    <Card title="OpenAI">
      {key?.source === 'none' && (
        <p className="mb-4 text-sm text-dim">
          It needs a key:{' '}
          <Link href="/settings/keys" className="text-text underline underline-offset-2">
            set it under Keys
          </Link>
          .
        </p>
      )}
      <div className="grid divide-y divide-line">
        {STAGES.map((stage) => (
          <StageFields
            key={stage.name}
            provider="openai"
            stage={stage}
            form={forms.forms[stage.name]}
            onChange={(form) => forms.change({ ...forms.forms, [stage.name]: form })}
            usual={{ model: usual[stage.name] }}
            withAddress={false}
          />
        ))}
      </div>
      <SaveBar forms={forms} what="these models" />
    </Card>
  );
}
