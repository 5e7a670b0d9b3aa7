import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Provider } from '../../../contract/provider.ts';
import { formatDuration } from '../../format/times.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import type { RunChoices, RunPlan } from './choices.ts';
import { NumberInput } from './number-input.tsx';
import { MINUTES_RANGE, SEED_RANGE, TURNS_RANGE } from './number-field.ts';
import { providerHint, providerLabel, PROVIDERS } from './providers.ts';

export interface OptionsProps {
  choices: RunChoices;
  plan: RunPlan;
  onChange: (choices: RunChoices) => void;
  /** Something that was written can't be used. */
  onValid: (what: string, valid: boolean) => void;
}

/** Provider, seed, limits and recording: folded, with what holds in one line. */
export function Options({ choices, plan, onChange, onValid }: OptionsProps) {
  const [open, setOpen] = useState(false);
  // Written numbers are the fields' own until they are sound: a reset makes the fields anew.
  const [made, setMade] = useState(0);
  const limits = plan.scenario?.limits;
  const set = (change: Partial<RunChoices>) => onChange({ ...choices, ...change });
  const usual = {
    provider: undefined,
    seed: undefined,
    maxTurns: undefined,
    maxMinutes: undefined,
  };
  const reset = () => {
    set(usual);
    for (const what of ['seed', 'turns', 'minutes']) onValid(what, true);
    setMade(made + 1);
  };
  const number = { choices, set, onValid };
  return (
    <Card padded={false} aria-label="Options">
      <h2>
        <button
          type="button"
          aria-expanded={open}
          aria-controls="run-options"
          onClick={() => setOpen(!open)}
          className="group grid w-full grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 rounded-card px-4 py-3 text-left aria-expanded:rounded-b-none transition-colors hover:bg-raise focus-visible:-outline-offset-2"
        >
          <ChevronRight
            aria-hidden
            className="mt-0.5 size-4 text-faint transition-transform group-aria-expanded:rotate-90"
          />
          <span className="font-[550]">Options</span>
          <span className="col-start-2 text-xs text-dim">{inOneLine(choices, plan)}</span>
        </button>
      </h2>
      <div id="run-options" hidden={!open} className="px-4 pt-1 pb-4">
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
              On this machine: one WAV, 48 kHz, the caller on the left and the other on the right,
              with a transcript timed to the word.
            </p>
          </div>
          <Button size="sm" variant="quiet" className="justify-self-start" onClick={reset}>
            Back to the usual
          </Button>
        </div>
      </div>
    </Card>
  );
}

function inOneLine({ seed, maxTurns, maxMinutes }: RunChoices, { provider, scenario }: RunPlan) {
  const turns = maxTurns ?? scenario?.limits.maxTurns;
  const minutes = maxMinutes ?? scenario?.limits.maxMinutes;
  const limits =
    turns === undefined || minutes === undefined
      ? []
      : [`up to ${turns} turns or ${formatDuration(minutes * 60_000)}`];
  const dice = seed === undefined ? 'a new seed' : `seed ${seed}`;
  return [providerLabel(provider), dice, ...limits, 'recorded here'].join(' · ');
}
