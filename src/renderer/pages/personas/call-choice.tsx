import { useState } from 'react';
import type { PreviewPrompt } from '../../../contract/document-api.ts';
import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import { otherSide, type Side } from '../../../contract/side.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Segmented } from '../../ui/segmented.tsx';

/** Stands for "none" in a list: no id looks like this. */
const NONE = '(none)';

interface Choice {
  side: Side;
  /** Scenario id; undefined: a plain call. */
  scenario: string | undefined;
  /** Persona id; undefined: whoever the scenario casts. */
  other: string | undefined;
}

export interface CallChoiceState extends Choice {
  change(change: Partial<Choice>): void;
  /** The choice as a part of a request. */
  request: Omit<PreviewPrompt, 'persona'>;
}

/** In which call the persona is looked at: at first one that casts it. */
export function useCallChoice(persona: string, scenarios: readonly Scenario[]): CallChoiceState {
  const [changed, setChanged] = useState<Choice>();
  const choice = changed ?? firstChoice(persona, scenarios);
  const { side, scenario, other } = choice;
  return {
    ...choice,
    change: (change) => setChanged({ ...choice, ...change }),
    request: { side, ...(scenario ? { scenario } : {}), ...(other ? { other } : {}) },
  };
}

function firstChoice(persona: string, scenarios: readonly Scenario[]): Choice {
  const cast = scenarios.find(({ personas }) => personas.a === persona || personas.b === persona);
  const side = cast?.personas.b === persona ? 'b' : 'a';
  return { side, scenario: cast?.id, other: undefined };
}

/** The Run page with the persona in the call that is chosen here. */
export function runPath(persona: string, { side, scenario, other }: Choice): string {
  const choices = new URLSearchParams({ [side]: persona });
  if (scenario) choices.set('scenario', scenario);
  if (other) choices.set(otherSide(side), other);
  return `/?${choices.toString()}`;
}

interface CallChoiceProps {
  choice: CallChoiceState;
  /** Id of the persona that is edited. */
  self: string;
  personas: readonly Persona[];
  scenarios: readonly Scenario[];
}

/** The side, the scenario and the other person that the right column supposes. */
export function CallChoice({ choice, self, personas, scenarios }: CallChoiceProps) {
  const others = personas.filter(({ id }) => id !== self);
  const scenario = scenarios.find(({ id }) => id === choice.scenario);
  const cast = personas.find(({ id }) => id === scenario?.personas[otherSide(choice.side)]);
  const nobody = cast ? `${cast.name}, as cast` : 'somebody';
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        size="sm"
        label="Part in the call"
        value={choice.side}
        onChange={(side) => choice.change({ side })}
        options={[
          { value: 'a', label: 'Calls' },
          { value: 'b', label: 'Is called' },
        ]}
      />
      <Combobox
        label="Scenario"
        value={choice.scenario ?? NONE}
        onChange={(id) => choice.change({ scenario: id === NONE ? undefined : id })}
        options={[
          { value: NONE, label: 'A plain call', hint: 'Without a scenario' },
          ...scenarios.map(({ id, title, summary }) => ({
            value: id,
            label: title,
            hint: summary,
          })),
        ]}
        renderOption={({ label }) => label}
        className="w-auto! min-w-40 flex-1"
      />
      <Combobox
        label="With"
        value={choice.other ?? NONE}
        onChange={(id) => choice.change({ other: id === NONE ? undefined : id })}
        options={[
          { value: NONE, label: nobody },
          ...others.map(({ id, name, role }) => ({ value: id, label: name, hint: role })),
        ]}
        renderOption={({ label }) => `with ${label}`}
        className="w-auto! min-w-40 flex-1"
      />
    </div>
  );
}
