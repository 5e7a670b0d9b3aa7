import { useState } from 'react';
import type { PlayerChoice, Provider } from '../../../contract/provider.ts';
import type { Side } from '../../../contract/side.ts';
import { formatUsd } from '../../format/money.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { withPlayer, type RunChoices } from './choices.ts';
import { NumberInput } from './number-input.tsx';
import { BUDGET_RANGE, MINUTES_RANGE, SEED_RANGE, TURNS_RANGE } from './number-field.ts';
import { PlayerField } from './player-field.tsx';
import { mayCost } from './players.ts';
import { providerHint, providerLabel, PROVIDERS } from './providers.ts';
import type { RunPlan } from './run-plan.ts';
import type { SettingsView } from '../../../contract/settings.ts';

export interface OptionsProps {
  choices: RunChoices;
  plan: RunPlan;
  settings: SettingsView | undefined;
  onChange: (choices: RunChoices) => void;
  /** Something that was written can't be used. */
  onValid: (what: string, valid: boolean) => void;
}

/** Nothing chosen: everything as the scenario and the settings have it. */
const USUAL = {
  ...{ provider: undefined, players: undefined, budgetUsd: undefined },
  ...{ seed: undefined, maxTurns: undefined, maxMinutes: undefined },
};

/** Everything that can be set about a run, and the way back. */
export function OptionFields(props: OptionsProps) {
  const { choices, plan, settings, onChange, onValid } = props;
  // Written numbers are the fields' own until they are sound: a reset makes the fields anew.
  const [made, setMade] = useState(0);
  const limits = plan.scenario?.limits;
  const set = (change: Partial<RunChoices>) => onChange({ ...choices, ...change });
  const setPlayer = (side: Side) => (choice: PlayerChoice | undefined) =>
    onChange(withPlayer(choices, side, choice));
  const reset = () => {
    set(USUAL);
    for (const what of ['seed', 'turns', 'minutes', 'budget']) onValid(what, true);
    setMade(made + 1);
  };
  const number = { choices, set, onValid };
  const usualBudget = settings?.settings.budgetUsd;
  return (
    <div key={made} className="grid gap-4">
      <Field label="Provider" hint={providerHint(plan.provider)}>
        <Select<Provider>
          label="Provider"
          value={plan.provider}
          onChange={(provider) => set({ provider })}
          options={PROVIDERS.map((value) => ({ value, label: providerLabel(value) }))}
          className="w-full"
        />
      </Field>
      <PlayerField side="a" {...{ plan, settings }} onChange={setPlayer('a')} />
      <PlayerField side="b" {...{ plan, settings }} onChange={setPlayer('b')} />
      {mayCost(plan) && (
        <NumberInput
          {...number}
          label="Budget, US dollars"
          what="budget"
          field="budgetUsd"
          range={BUDGET_RANGE}
          placeholder={usualBudget === undefined ? 'no limit' : formatUsd(usualBudget).slice(1)}
          hint="It ends before the turn that would go over it."
        />
      )}
      <NumberInput
        {...number}
        label="Seed"
        what="seed"
        field="seed"
        range={SEED_RANGE}
        placeholder="a new one each time"
        hint="The same seed makes the same choices again."
      />
      <div className="grid grid-cols-2 gap-3">
        <NumberInput
          {...number}
          label="Most turns"
          what="turns"
          field="maxTurns"
          range={TURNS_RANGE}
          placeholder={limits && String(limits.maxTurns)}
        />
        <NumberInput
          {...number}
          label="Most minutes"
          what="minutes"
          field="maxMinutes"
          range={MINUTES_RANGE}
          placeholder={limits && String(limits.maxMinutes)}
        />
      </div>
      <div>
        <p className="text-sm font-[550]">Recording</p>
        <p className="mt-1 text-xs text-dim">
          On this machine: one WAV, 48 kHz, the caller on the left and the other on the right, with
          a transcript timed to the word.
        </p>
      </div>
      <Button size="sm" variant="quiet" className="justify-self-start" onClick={reset}>
        Back to the usual
      </Button>
    </div>
  );
}
