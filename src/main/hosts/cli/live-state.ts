import { SIDES, type PerSide, type Side } from '../../../contract/side.ts';
import type { Step } from '../../../contract/studio-events.ts';
import { money } from '../../../contract/money.ts';
import { meterText, spinner } from './render/meter.ts';
import { activity } from './render/step.ts';

/** What is known of a conversation that is being shown. */
export interface Followed {
  prefix: string;
  names: PerSide<string>;
  levels: PerSide<number>;
  atMs: number;
  /** What it has cost so far, US dollars; 0: nothing that costs was used. */
  costUsd: number;
  step: Step | undefined;
  finishing: boolean;
  /** Whether a turn was shown; the transcript stands apart from the steps. */
  spoke: boolean;
  /** Steps whose end was shown: a state that is told twice is shown once. */
  shownSteps: Set<string>;
  /** Why steps failed: a reason that several of them share is shown once. */
  shownReasons: Set<string>;
}

/** @param names harmless already */
export function freshFollowed(prefix: string, names: PerSide<string>): Followed {
  return {
    prefix,
    names,
    levels: { a: -100, b: -100 },
    atMs: 0,
    costUsd: 0,
    step: undefined,
    finishing: false,
    spoke: false,
    shownSteps: new Set(),
    shownReasons: new Set(),
  };
}

/** How far the whole batch is. */
export interface Progress {
  total: number;
  ended: number;
  /** Counts up a few times a second. */
  tick: number;
}

/** The line at the bottom: what goes on right now. */
export function movingText(running: readonly Followed[], progress: Progress): string {
  const { total, ended, tick } = progress;
  const sign = spinner(tick);
  if (total > 1) return `${sign} ${running.length} running, ${ended} of ${total} done`;
  const [one] = running;
  if (one === undefined) return ended > 0 ? '' : `${sign} Starting …`;
  if (one.finishing) return `${sign} Finalising audio and transcript …`;
  if (one.step !== undefined) return `  ${sign} ${activity(one.step)}`;
  if (one.atMs === 0) return `  ${sign} Waiting for the first words …`;
  const meter = meterText(
    one.atMs,
    SIDES.map((side) => meterOf(one, side)),
  );
  return one.costUsd > 0 ? `${meter}  ${money(one.costUsd)}` : meter;
}

function meterOf(followed: Followed, side: Side): { name: string; level: number } {
  return { name: followed.names[side], level: followed.levels[side] };
}
