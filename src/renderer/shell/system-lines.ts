import type { SystemPart } from '../../contract/studio-events.ts';
import type { StatusTone } from '../ui/tones.ts';

/** One line of the sidebar's foot. */
export interface SystemLine {
  label: string;
  tone: StatusTone;
  /** One word; empty while it isn't known. */
  state: string;
  /** Label and state in words, for tooltips and screen readers. */
  words: string;
}

/** Lines and the parts behind them: always the same ones, so that nothing moves when news comes. */
const lines: readonly { label: string; parts: readonly SystemPart['name'][] }[] = [
  { label: 'LiveKit', parts: ['livekit'] },
  { label: 'Workers a, b', parts: ['worker-a', 'worker-b'] },
  { label: 'Recorder', parts: ['recorder'] },
  { label: 'Rehearsal voices', parts: ['rehearsal'] },
];

/** The worst state of a line's parts is the line's. */
const worst = ['fault', 'starting', 'idle', 'ready'] as const;
const tones = { fault: 'bad', starting: 'busy', idle: 'idle', ready: 'ok' } as const;
const short = { fault: 'failed', starting: 'starting', idle: 'idle', ready: 'ready' } as const;
const words = {
  fault: 'has failed',
  starting: 'starting',
  idle: 'starts with the next run',
  ready: 'ready',
} as const;

/** How the engine stands, as a few lines. Without parts (not known yet) all are idle. */
export function systemLines(parts: readonly SystemPart[] | undefined): SystemLine[] {
  return lines.map(({ label, parts: names }) => {
    const own = parts?.filter((part) => names.includes(part.name)) ?? [];
    if (own.length === 0)
      return { label, tone: 'idle', state: '', words: `${label}: not known yet` };
    const state = worst.find((each) => own.some((part) => part.state === each)) ?? 'idle';
    const note = own.find((part) => part.state === state)?.note;
    return {
      label,
      tone: tones[state],
      state: short[state],
      words: `${label}: ${note ?? words[state]}`,
    };
  });
}
