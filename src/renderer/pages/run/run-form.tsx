import { ArrowLeftRight, Play } from 'lucide-react';
import { useState } from 'react';
import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { SettingsView } from '../../../contract/settings.ts';
import type { SystemPart } from '../../../contract/studio-events.ts';
import { useShortcuts } from '../../shell/shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Cast } from './cast.tsx';
import { planOf, requestOf, swapped } from './choices.ts';
import { EstimateNote } from './estimate-note.tsx';
import { Options } from './options.tsx';
import { mayCost } from './players.ts';
import { ProblemList } from './problem-list.tsx';
import { problemsOf } from './problems.ts';
import type { RunProblem } from './run-problem.ts';
import { Sentence } from './sentence.tsx';
import { useRunChoices } from './use-choices.ts';
import { useEstimate } from './use-estimate.ts';
import { useStart } from './use-start.ts';

export interface RunFormProps {
  personas: readonly Persona[];
  scenarios: readonly Scenario[];
  /** Undefined: they can't be read; the host then says itself what is missing. */
  settings: SettingsView | undefined;
  system: readonly SystemPart[];
}

/** The sentence, Run, what stands against it, and everything that need not be touched. */
export function RunForm({ personas, scenarios, settings, system }: RunFormProps) {
  const [choices, choose] = useRunChoices();
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const start = useStart();
  const usual = settings?.effective.provider ?? 'rehearsal';
  const plan = planOf(choices, scenarios, personas, usual);
  const known = problemsOf(plan, settings, system);
  const request = requestOf(choices, plan);
  const free = !mayCost(plan);
  const cost = useEstimate(free || wrong.length > 0 || isStopped(known) ? undefined : request);
  const problems = [...cost.problems, ...known];
  const stopped = wrong.length > 0 || isStopped(problems);
  const ready = request !== undefined && !stopped && !start.isPending;
  const run = () => {
    if (ready) start.mutate(request);
  };
  useShortcuts('Run', [{ keys: 'mod+enter', label: 'Run', run }]);
  return (
    <div className="grid gap-6 md:grid-cols-[minmax(0,1fr)_18rem] lg:gap-10 lg:pt-4 lg:pl-4">
      <div className="grid max-w-[56rem] grid-cols-[minmax(0,1fr)] content-start gap-5">
        <Sentence {...{ personas, scenarios, choices, plan }} onChange={choose} />
        <div className="flex flex-wrap items-center gap-4">
          <Button
            variant="primary"
            size="lg"
            icon={<Play aria-hidden fill="currentColor" />}
            busy={start.isPending}
            disabled={request === undefined || stopped}
            aria-keyshortcuts="Control+Enter"
            onClick={run}
            className="min-w-36"
          >
            Run
          </Button>
          <Kbd keys="mod+enter" className="max-lg:hidden" />
          <EstimateNote free={free} estimate={cost.estimate} pending={cost.pending} />
          {plan.players.b?.kind !== 'external' && (
            <Button
              variant="quiet"
              icon={<ArrowLeftRight aria-hidden />}
              onClick={() => choose(swapped(choices, plan))}
            >
              Change sides
            </Button>
          )}
          {plan.ownPeople && (
            <Button
              variant="quiet"
              onClick={() => choose({ ...choices, a: undefined, b: undefined })}
            >
              Take the scenario’s own people
            </Button>
          )}
        </div>
        <ProblemList problems={problems} />
        {start.error && <ErrorNote error={start.error} onRetry={run} />}
        <Cast plan={plan} />
      </div>
      <aside aria-label="Options of the run">
        <Options
          choices={choices}
          plan={plan}
          settings={settings}
          onChange={choose}
          onValid={(what, valid) =>
            setWrong((known) => [...known.filter((one) => one !== what), ...(valid ? [] : [what])])
          }
        />
      </aside>
    </div>
  );
}

const isStopped = (problems: readonly RunProblem[]): boolean =>
  problems.some(({ weight }) => weight === 'stop');
