import { Link } from 'wouter';
import type { Persona } from '../../../contract/persona.ts';
import type { PlayerChoice, Provider } from '../../../contract/provider.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import { SIDES, type Side } from '../../../contract/side.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Card } from '../../ui/card.tsx';
import type { RunPlan } from './run-plan.ts';
import { agentLabel, playerWords, sourceIn } from './players.ts';
import { VoiceButton } from './voice-button.tsx';

/** Who is about to talk, and what about. */
export function Cast({ plan }: { plan: RunPlan }) {
  return (
    <div className="grid gap-3 md:grid-cols-2">
      {SIDES.map((side) => (
        <SideCard key={side} side={side} plan={plan} />
      ))}
      {plan.scenario && <ScenarioCard scenario={plan.scenario} plan={plan} />}
    </div>
  );
}

function SideCard({ side, plan }: { side: Side; plan: RunPlan }) {
  const choice = plan.players[side];
  if (choice?.kind === 'external') return <AgentCard choice={choice} side={side} />;
  const source = sourceIn(plan, side);
  const persona = plan[side];
  if (!persona || source === 'external') return null;
  const player = choice ? playerWords(choice, source) : undefined;
  return <PersonCard {...{ persona, side, player }} provider={source} />;
}

interface PersonCardProps {
  persona: Persona;
  side: Side;
  provider: Provider;
  /** What plays this side, where it isn't as the run. */
  player: string | undefined;
}

function PersonCard({ persona, side, provider, player }: PersonCardProps) {
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
      {player && <p className="mt-2 text-xs text-dim">Played by {player}</p>}
    </Card>
  );
}

interface AgentCardProps {
  choice: PlayerChoice & { kind: 'external' };
  side: Side;
}

/** In place of a persona: what it says is its own. */
function AgentCard({ choice, side }: AgentCardProps) {
  const name = agentLabel(choice);
  return (
    <Card aria-label={name}>
      <div className="flex items-center gap-3">
        <Avatar name={name} side={side} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-semibold">{name}</p>
          <p className="truncate text-xs text-dim">your own agent</p>
        </div>
      </div>
      <p className="mt-3">
        Duologue calls it into the room{choice.metadata ? ', with your metadata,' : ''} and records
        it like everybody else. What it says and how it takes turns is its own.
      </p>
    </Card>
  );
}

function ScenarioCard({ scenario, plan }: { scenario: Scenario; plan: RunPlan }) {
  const { id, title, situation, successCriteria } = scenario;
  return (
    <Card aria-label={title} className="md:col-span-2">
      <div className="flex items-center justify-between gap-3">
        <p className="min-w-0 truncate font-semibold">{title}</p>
        <EditLink href={`/scenarios/${id}`} what={title} />
      </div>
      <p className="max-w-measure">{situation}</p>
      <p className="mt-1 text-sm text-dim">
        {openerName(plan)} speaks first.
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

function openerName({ scenario, players, ...people }: RunPlan): string | undefined {
  const side = scenario?.opener ?? 'a';
  const player = players[side];
  return player?.kind === 'external' ? agentLabel(player) : people[side]?.name;
}
