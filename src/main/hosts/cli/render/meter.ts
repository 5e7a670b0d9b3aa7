import { padStart } from './layout.ts';
import { clock } from './time.ts';

const BARS = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
/** Below this a channel counts as silent, in dBFS. */
const FLOOR_DB = -60;
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;

/** Loudness as one character. @param level dBFS */
export function bar(level: number): string {
  const share = Math.min(1, Math.max(0, (level - FLOOR_DB) / (-10 - FLOOR_DB)));
  return BARS[Math.round(share * (BARS.length - 1))] ?? BARS[0];
}

/** Where the recording stands and how loud both sides are: `0:12.4  ▆ Maya  · Tom`. */
export function meterText(atMs: number, sides: readonly { name: string; level: number }[]): string {
  const meters = sides.map(({ name, level }) => `${bar(level)} ${name}`);
  return [padStart(clock(atMs), 7), ...meters].join('  ');
}

/** A turning sign of life. @param tick counts up a few times a second */
export function spinner(tick: number): string {
  return SPINNER[tick % SPINNER.length] ?? SPINNER[0];
}
