import { clsx } from 'clsx';
import type { StatusTone } from './tones.ts';

export type { StatusTone } from './tones.ts';

/** Form as well as colour: idle is hollow, busy half, a fault square. */
const tones: Record<StatusTone, string> = {
  idle: 'rounded-full border border-edge',
  busy: 'rounded-full border border-warn border-r-transparent turning',
  ok: 'rounded-full bg-ok',
  warn: 'rounded-full bg-warn',
  bad: 'rounded-[1px] bg-bad',
  a: 'rounded-full bg-a',
  b: 'rounded-full bg-b',
};

export interface StatusDotProps {
  tone: StatusTone;
  /** The state in words. */
  label: string;
  /** The words are for screen readers only. */
  hideLabel?: boolean;
  className?: string;
}

/** A state, as a dot and in words. */
export function StatusDot({ tone, label, hideLabel = false, className }: StatusDotProps) {
  return (
    <span className={clsx('inline-flex min-w-0 items-center gap-2', className)}>
      <span aria-hidden className={clsx('size-[7px] shrink-0', tones[tone])} />
      <span className={hideLabel ? 'sr-only' : 'truncate'}>{label}</span>
    </span>
  );
}
