import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Conversation, ConversationConfig } from '../../../contract/conversation.ts';
import type { SidePlayer } from '../../../contract/provider.ts';
import { otherSide, type Side } from '../../../contract/side.ts';
import { studio } from '../../api/client.ts';
import { formatUsd } from '../../format/money.ts';
import { formatCountOf, formatPercent } from '../../format/numbers.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { KeyValue } from '../../ui/key-value.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { playerFacts } from './player-words.ts';

/** Everything that the run depended on, as it was when it began. */
export function ConfigurationTab({ conversation }: { conversation: Conversation }) {
  const { config } = conversation;
  const { scenario, limits, seed, budgetUsd, connection } = config;
  return (
    <div className="h-full overflow-y-auto p-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-dim">
          As it was when the conversation began; later edits don’t change it.
        </p>
        <CopyButton label="Copy as JSON" text={() => JSON.stringify(config, null, 2)} />
      </div>
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        <PersonaPart config={config} side="a" />
        <PersonaPart config={config} side="b" />
        <Part title={`Scenario: ${scenario.title}`}>
          <Prose text={scenario.situation} />
          <Points label="It ends when" points={scenario.endConditions} />
          <Points label="It is a success when" points={scenario.successCriteria} />
        </Part>
        <Part title="Run">
          <KeyValue
            className="max-w-sm"
            items={[
              ['Seed', seed],
              ['Who opens', config.personas[scenario.opener].name],
              ['At most', `${formatCountOf(limits.maxTurns, 'turn')}, ${limits.maxMinutes} min`],
              ['Ends after silence of', `${limits.silenceSeconds} s`],
              ...(budgetUsd === undefined ? [] : [['Budget', formatUsd(budgetUsd)] as const]),
              ['LiveKit', connection.name ?? connection.url ?? 'on this computer'],
              ['Duologue', config.appVersion],
            ]}
          />
        </Part>
      </div>
    </div>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="grid min-w-0 content-start gap-3">
      <h2 className="flex items-center gap-2.5 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Prose({ text }: { text: string }) {
  return <p className="max-w-measure whitespace-pre-wrap text-sm break-words">{text}</p>;
}

function Points({ label, points }: { label: string; points: readonly string[] }) {
  if (points.length === 0) return null;
  return (
    <div className="text-sm">
      <p className="text-dim">{label}</p>
      <ul className="ml-4 max-w-measure list-disc">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  );
}

function PersonaPart({ config, side }: { config: ConversationConfig; side: Side }) {
  const persona = config.personas[side];
  const player = config.stages[side];
  return (
    <Part
      title={
        <>
          <Avatar name={persona.name} side={side} size={24} />
          <span className="min-w-0 truncate">
            {persona.name}, <span className="font-normal text-dim">{persona.role}</span>
          </span>
        </>
      }
    >
      {player.kind === 'external' ? (
        <PlayerFacts player={player} />
      ) : (
        <PersonaFacts config={config} side={side} />
      )}
    </Part>
  );
}

/** Who the model is told to be, and with what. An agent of one's own knows that itself. */
function PersonaFacts({ config, side }: { config: ConversationConfig; side: Side }) {
  const persona = config.personas[side];
  const { talkativeness, patience, interrupting } = persona.manner;
  return (
    <>
      <Prose text={persona.instructions} />
      {persona.goal && <Points label="Wants" points={[persona.goal]} />}
      <Points label="Knows" points={[...persona.facts, ...config.scenario.facts[side]]} />
      <PlayerFacts player={config.stages[side]} />
      <KeyValue
        className="max-w-md"
        items={[
          ...(persona.delivery ? [['Delivery', persona.delivery] as const] : []),
          ['Talkative', formatPercent(talkativeness)],
          ['Patient', formatPercent(patience)],
          ['Interrupts', formatPercent(interrupting)],
        ]}
      />
      <Prompt config={config} side={side} />
    </>
  );
}

/** Values may be long here, labels are short. */
function PlayerFacts({ player }: { player: SidePlayer }) {
  return (
    <KeyValue
      className="max-w-md grid-cols-[auto_minmax(0,1fr)]! [&_dd]:break-words"
      items={playerFacts(player)}
    />
  );
}

/** Exactly what the model got; asked for only when somebody looks. */
function Prompt({ config, side }: { config: ConversationConfig; side: Side }) {
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['prompt', config.scenario, config.personas, side],
    queryFn: () =>
      studio.previewPrompt({
        ...{ persona: config.personas[side], side, scenario: config.scenario },
        other: config.personas[otherSide(side)].id,
      }),
    enabled: open,
  });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-flex min-h-8 cursor-default items-center gap-1 text-sm text-dim hover:text-text">
        <ChevronRight aria-hidden className="size-4 [[open]>summary>&]:rotate-90" />
        What the model got
      </summary>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-24 w-full" />}
      {data && (
        <pre
          tabIndex={0}
          className="max-h-80 overflow-auto rounded-control bg-raise p-3 font-mono text-xs whitespace-pre-wrap"
        >
          {data.instructions}
        </pre>
      )}
    </details>
  );
}
