import type { PerSide } from '../../contract/side.ts';
import { formatClockTenths, formatSeconds } from '../format/times.ts';
import type { LaneSpeaker, LaneTurn } from './types.ts';

type Speakers = PerSide<Pick<LaneSpeaker, 'name'>>;

/** Who speaks at a moment: "Maya speaks", "Maya and Sam speak", "nobody speaks". */
function whoSpeaks(speakers: Speakers, turns: readonly LaneTurn[], ms: number): string {
  const now = turns.filter((turn) => turn.startMs <= ms && ms < turn.endMs);
  const names = (['a', 'b'] as const)
    .filter((side) => now.some((turn) => turn.side === side))
    .map((side) => speakers[side].name);
  if (names.length === 0) return 'nobody speaks';
  return names.length === 1 ? `${names[0]} speaks` : `${names.join(' and ')} speak`;
}

/** The position in words: "0:12.3 of 1:12.0, Sam speaks". */
export function describePosition(
  speakers: Speakers,
  turns: readonly LaneTurn[],
  ms: number,
  durationMs: number,
): string {
  const clock = `${formatClockTenths(ms)} of ${formatClockTenths(durationMs)}`;
  return `${clock}, ${whoSpeaks(speakers, turns, ms)}`;
}

/** A turn in words: "Sam, 0:10.4 to 0:13.9, after a gap of 0.18 s, interrupted". */
export function describeTurn(speakers: Speakers, turn: LaneTurn): string {
  const times = `${formatClockTenths(turn.startMs)} to ${formatClockTenths(turn.endMs)}`;
  const parts = [speakers[turn.side].name, times];
  if (turn.gapMs !== null) {
    const length = formatSeconds(Math.abs(turn.gapMs));
    parts.push(turn.gapMs < 0 ? `overlapping by ${length}` : `after a gap of ${length}`);
  }
  if (turn.interrupted) parts.push('interrupted');
  return parts.join(', ');
}
