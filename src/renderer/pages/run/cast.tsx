import { Link } from 'wouter';
import type { Persona } from '../../../contract/persona.ts';
import type { Provider } from '../../../contract/provider.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { Side } from '../../../contract/side.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Card } from '../../ui/card.tsx';
import type { RunPlan } from './choices.ts';
import { VoiceButton } from './voice-button.tsx';

/** Who is about to talk, and what about. */
export function Cast({ plan }: { plan: RunPlan }) {
  return (
    <div className="grid gap-3 md:grid-cols-2">
      {plan.a && <PersonCard persona={plan.a} side="a" provider={plan.provider} />}
      {plan.b && <PersonCard persona={plan.b} side="b" provider={plan.provider} />}
      {plan.scenario && <ScenarioCard scenario={plan.scenario} plan={plan} />}
    </div>
  );
}

interface PersonCardProps {
  persona: Persona;
  side: Side;
  provider: Provider;
}

function PersonCard({ persona, side, provider }: PersonCardProps) {
  const { id, name, role, summary, goal } = persona;
  return (
    <Card aria-label={name}>
      <div className="flex items-center gap-3">
        <Avatar name={name} side={side} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-semibold">{name}</p>
          <p className="truncate text-xs text-dim">{role}</p>
        </div>
        <EditLink href={`/personas/${id}`} what={name} />
        <VoiceButton key={id} persona={persona} provider={provider} />
      </div>
      {summary && <p className="mt-3">{summary}</p>}
      {goal && <p className="mt-1 text-sm text-dim">Wants: {goal}</p>}
    </Card>
  );
}

function ScenarioCard({ scenario, plan }: { scenario: Scenario; plan: RunPlan }) {
  const { id, title, situation, opener, successCriteria } = scenario;
  return (
    <Card aria-label={title} className="md:col-span-2">
      <div className="flex items-center justify-between gap-3">
        <p className="min-w-0 truncate font-semibold">{title}</p>
        <EditLink href={`/scenarios/${id}`} what={title} />
      </div>
      <p className="max-w-measure">{situation}</p>
      <p className="mt-1 text-sm text-dim">
        {plan[opener]?.name} speaks first.
        {successCriteria.length > 0 && ` It succeeds when: ${successCriteria.join(' ')}`}
      </p>
    </Card>
  );
}

function EditLink({ href, what }: { href: string; what: string }) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-8 items-center text-sm text-dim underline underline-offset-2 hover:text-text"
    >
      Edit<span className="sr-only"> {what}</span>
    </Link>
  );
}
