import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { Side } from '../../../contract/side.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { AgentName } from './agent-name.tsx';
import { Chooser, type Choice } from './chooser.tsx';
import { withPersona, type RunChoices } from './choices.ts';
import type { RunPlan } from './run-plan.ts';
import { agentLabel, sourceIn } from './players.ts';
import { VoiceButton } from './voice-button.tsx';

export interface SentenceProps {
  personas: readonly Persona[];
  scenarios: readonly Scenario[];
  choices: RunChoices;
  plan: RunPlan;
  onChange: (choices: RunChoices) => void;
}

/** The run as a sentence: "Maya calls Sam about Late parcel", each name a chooser. */
export function Sentence({ personas, scenarios, choices, plan, onChange }: SentenceProps) {
  const person = (side: Side, label: string) => (
    <Chooser
      label={label}
      choices={personas.map((persona) => personChoice(persona, side))}
      value={plan[side]?.id}
      onChange={(id) => onChange(withPersona(choices, side, id, plan))}
      about={(id) => (
        <AboutPerson persona={personas.find((one) => one.id === id)} {...{ plan, side }} />
      )}
    />
  );
  const agent = plan.players.b?.kind === 'external' ? plan.players.b : undefined;
  return (
    <p className="-mx-2 text-xl leading-[2.4] text-dim lg:text-2xl lg:leading-[2.2] [&_button]:text-text">
      {person('a', 'Who calls')} <span className="px-2">calls</span>{' '}
      {agent ? <AgentName name={agentLabel(agent)} /> : person('b', 'Who is called')}{' '}
      <span className="px-2">about</span>{' '}
      <Chooser
        label="What about"
        choices={scenarios.map(scenarioChoice)}
        value={plan.scenario?.id}
        onChange={(id) => onChange({ ...choices, scenario: id })}
      />
    </p>
  );
}

function personChoice({ id, name, role, summary, goal, tags }: Persona, side: Side): Choice {
  return {
    id,
    label: name,
    line: summary || goal || role,
    icon: <Avatar name={name} side={side} />,
    keywords: [role, goal, ...tags],
  };
}

function scenarioChoice({ id, title, summary, situation, tags }: Scenario): Choice {
  return { id, label: title, line: summary || situation, keywords: tags };
}

interface AboutPersonProps {
  persona: Persona | undefined;
  plan: RunPlan;
  side: Side;
}

/** What the highlighted persona wants, and how it sounds. */
function AboutPerson({ persona, plan, side }: AboutPersonProps) {
  if (!persona) return null;
  const source = sourceIn(plan, side);
  return (
    <div className="flex items-center gap-2">
      <p className="line-clamp-2 min-w-0 flex-1 text-xs text-dim">
        {persona.goal ? `Wants: ${persona.goal}` : persona.role}
      </p>
      {source !== 'external' && (
        <VoiceButton key={persona.id} persona={persona} provider={source} />
      )}
    </div>
  );
}
