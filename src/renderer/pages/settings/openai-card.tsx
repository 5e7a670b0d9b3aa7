import { Info } from 'lucide-react';
import type { SettingsView } from '../../../contract/settings.ts';
import { Card } from '../../ui/card.tsx';
import { SaveBar } from './save-bar.tsx';
import { ServerKey } from './server-key.tsx';
import { StageFields } from './stage-fields.tsx';
import { MODEL_KINDS } from './stage-forms.ts';
import { useStageForms } from './use-stage-forms.ts';
import { usualModel } from './usual-model.ts';

/** The models that OpenAI is asked for. */
export function OpenAiCard({ view }: { view: SettingsView }) {
  const forms = useStageForms(view, 'openai');
  const elsewhere = view.environmentServer?.baseUrl;
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
      {elsewhere && (
        <p className="mt-3 flex gap-2 text-sm">
          <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span className="min-w-0 break-words">
            OPENAI_BASE_URL is set: what is meant for OpenAI goes to {elsewhere},{' '}
            {view.environmentServer?.ofFile
              ? 'with the OPENAI_API_KEY that stands beside it in .env.local; this key is not shown to it.'
              : 'with this key.'}
          </span>
        </p>
      )}
      <div className="mt-5 grid divide-y divide-line">
        {MODEL_KINDS.map((stage) => (
          <StageFields
            key={stage.name}
            provider="openai"
            stage={stage}
            form={forms.forms[stage.name]}
            onChange={(form) => forms.changeOne(stage.name, form)}
            usual={usualModel(view, { provider: 'openai', kind: stage.name })}
            usualAddress={undefined}
          />
        ))}
      </div>
      <SaveBar forms={forms} what="these models" />
    </Card>
  );
}
