import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { SettingsView } from '../../../contract/settings.ts';
import { formatUsd } from '../../format/money.ts';
import { formatDuration } from '../../format/times.ts';
import { Card } from '../../ui/card.tsx';
import type { RunChoices } from './choices.ts';
import type { RunPlan } from './run-plan.ts';
import { OptionFields, type OptionsProps } from './option-fields.tsx';
import { mayCost, sourceIn } from './players.ts';
import { providerLabel } from './providers.ts';

/** Players, budget, seed, limits and recording: folded, with what holds in one line. */
export function Options(props: OptionsProps) {
  const { choices, plan, settings } = props;
  const [open, setOpen] = useState(false);
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
          <span className="col-start-2 text-xs text-dim">{inOneLine(choices, plan, settings)}</span>
        </button>
      </h2>
      <div id="run-options" hidden={!open} className="px-4 pt-1 pb-4">
        <OptionFields {...props} />
      </div>
    </Card>
  );
}

function inOneLine(choices: RunChoices, plan: RunPlan, settings: SettingsView | undefined) {
  const { seed, maxTurns, maxMinutes } = choices;
  const turns = maxTurns ?? plan.scenario?.limits.maxTurns;
  const minutes = maxMinutes ?? plan.scenario?.limits.maxMinutes;
  const limits =
    turns === undefined || minutes === undefined
      ? []
      : [`up to ${turns} turns or ${formatDuration(minutes * 60_000)}`];
  const dice = seed === undefined ? 'a new seed' : `seed ${seed}`;
  const budget = choices.budgetUsd ?? settings?.settings.budgetUsd;
  const most = budget !== undefined && mayCost(plan) ? [`at most ${formatUsd(budget)}`] : [];
  return [playersText(plan), dice, ...limits, ...most, 'recorded here'].join(' · ');
}

function playersText(plan: RunPlan): string {
  const [a, b] = [sourceIn(plan, 'a'), sourceIn(plan, 'b')].map(providerLabel);
  return a === b ? String(a) : `${a} and ${b?.startsWith('Your') ? 'your own agent' : b}`;
}
