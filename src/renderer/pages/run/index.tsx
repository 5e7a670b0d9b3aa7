import { Users } from 'lucide-react';
import {
  useOverview,
  usePersonas,
  useScenarios,
  useSettings,
  useSystem,
} from '../../api/queries.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RunForm } from './run-form.tsx';

/** Choose who talks about what, and press Run. */
export default function RunPage() {
  const { data: overview } = useOverview();
  const subtitle = overview?.firstLaunch
    ? 'All is set: press Run to hear your first conversation'
    : undefined;
  return (
    <Page title="Run" subtitle={subtitle}>
      <RunContent />
    </Page>
  );
}

function RunContent() {
  const personas = usePersonas();
  const scenarios = useScenarios();
  const settings = useSettings();
  const { data: system } = useSystem();
  const failed = [personas, scenarios].find((query) => query.isError);
  if (failed) return <ErrorNote error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!personas.data || !scenarios.data || settings.isPending) return <Waiting />;
  if (personas.data.length === 0) return <Missing what="persona" />;
  if (scenarios.data.length === 0) return <Missing what="scenario" />;
  return (
    <RunForm
      personas={personas.data}
      scenarios={scenarios.data}
      settings={settings.data}
      system={system ?? []}
    />
  );
}

/** In the places of the sentence, the button and the cards. */
function Waiting() {
  return (
    <div aria-hidden className="grid max-w-[60rem] gap-8 pt-6">
      <Skeleton className="h-12 w-3/4" />
      <Skeleton className="h-12 w-32" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}

function Missing({ what }: { what: 'persona' | 'scenario' }) {
  const text =
    what === 'persona'
      ? 'A conversation needs somebody who speaks. Write a persona first; it takes a name and a few sentences.'
      : 'A conversation needs something to be about. Write a scenario first; a title and a situation are enough.';
  return (
    <Card>
      <EmptyState
        icon={<Users />}
        title={`There is no ${what} yet`}
        action={
          <ButtonLink href={`/${what}s`} variant="primary">
            {what === 'persona' ? 'Write a persona' : 'Write a scenario'}
          </ButtonLink>
        }
      >
        {text}
      </EmptyState>
    </Card>
  );
}
