import type { Provider } from '../../../contract/provider.ts';
import type { SettingsView } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';
import { CompatibleCard } from './compatible-card.tsx';
import { OpenAiCard } from './openai-card.tsx';
import { STAGES } from './stage-forms.ts';
import { TestLine } from './test-line.tsx';
import { useSave } from './use-save.ts';
import { useTest } from './use-test.ts';

const meaning: Record<Provider, string> = {
  rehearsal:
    'Made on this computer, by simple rules: no key, no network, the same every time. Good for trying out and for tests; the voices sound plain.',
  openai: 'Real models for thinking, listening and speaking. Needs a key, and costs money.',
  'openai-compatible':
    'Any server with an API like OpenAI’s, on this computer or elsewhere; each stage may have its own.',
};

/** Where listening, thinking and speaking come from. */
export function ProvidersSection({ view }: { view: SettingsView }) {
  const { save, error } = useSave(view);
  const { provider } = view.effective;
  return (
    <>
      <Card title="First choice on the Run page">
        <div className="grid gap-2">
          <Segmented
            label="First choice on the Run page"
            value={provider}
            onChange={(chosen) => save({ provider: chosen })}
            options={[
              { value: 'rehearsal', label: 'Rehearsal' },
              { value: 'openai', label: 'OpenAI' },
              { value: 'openai-compatible', label: 'Own servers' },
            ]}
          />
          <p className="max-w-measure text-sm text-dim">{meaning[provider]}</p>
          <Switch
            className="mt-2"
            label="Try every model before a run"
            hint="Something tiny is asked of each: a run that can’t work says so before it starts. It takes a second or two and costs next to nothing."
            checked={view.settings.preflight}
            onChange={(preflight) => save({ preflight })}
          />
          {error && <ErrorNote error={error} />}
        </div>
      </Card>
      <RehearsalCard />
      <OpenAiCard view={view} />
      <CompatibleCard view={view} />
    </>
  );
}

function RehearsalCard() {
  return (
    <Card title="Rehearsal">
      <div className="grid divide-y divide-line">
        {STAGES.map(({ name, label, does }) => (
          <RehearsalStage key={name} stage={name} label={label} does={does} />
        ))}
      </div>
    </Card>
  );
}

function RehearsalStage({
  stage,
  label,
  does,
}: {
  stage: (typeof STAGES)[number]['name'];
  label: string;
  does: string;
}) {
  const test = useTest(`rehearsal ${stage}`, () =>
    studio.testStage({ stage, provider: 'rehearsal' }),
  );
  return (
    <div className="grid items-center gap-2 py-3 first:pt-0 last:pb-0 sm:grid-cols-2">
      <p>
        <span className="font-[550]">{label}</span> <span className="text-dim">{does}</span>
      </p>
      <TestLine label={`Test ${label.toLowerCase()}`} test={test} />
    </div>
  );
}
