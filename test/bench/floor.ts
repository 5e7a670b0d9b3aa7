import type { Activity } from '../../src/contract/recorder-messages.ts';
import type { PerSide, Side } from '../../src/contract/side.ts';

/** A pause of one side that is shorter belongs to its turn, ms. */
const PAUSE_MS = 700;

interface Stretch {
  side: Side;
  startMs: number;
  endMs: number;
}

/** Silence (> 0) or overlap (< 0) at each change of speaker, ms, from the recorded sound alone. */
export function floorTransfers(activity: PerSide<Activity>): number[] {
  const stretches = [...turns('a', activity.a), ...turns('b', activity.b)];
  stretches.sort((one, two) => one.startMs - two.startMs);
  return stretches.flatMap((stretch, i) => {
    const before = stretches[i - 1];
    return before && before.side !== stretch.side ? [stretch.startMs - before.endMs] : [];
  });
}

/** When the first sound of either side was recorded, ms. */
export function firstSoundMs(activity: PerSide<Activity>): number | undefined {
  const starts = [activity.a[0]?.[0], activity.b[0]?.[0]].filter((start) => start !== undefined);
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

function turns(side: Side, spans: Activity): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [startMs, endMs] of spans) {
    const last = stretches.at(-1);
    if (last && startMs - last.endMs < PAUSE_MS) last.endMs = endMs;
    else stretches.push({ side, startMs, endMs });
  }
  return stretches;
}

/** Linear interpolation between the closest ranks (method 7 of Hyndman & Fan 1996). */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((one, two) => one - two);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
