import { clsx } from 'clsx';
import { formatGap, formatSeconds } from '../format/times.ts';

export interface GapMarkProps {
  /** Gap > 0, overlap < 0, ms; null where the floor does not change hands. */
  gapMs: number | null;
  /** The conversation begins here. */
  first?: boolean;
  className?: string;
}

/** How long after the other side somebody spoke: `+0.21 s`, or `−0.34 s` in the fault colour for an overlap. */
export function GapMark({ gapMs, first = false, className }: GapMarkProps) {
  const overlap = gapMs !== null && gapMs < 0;
  const look = clsx('text-xs whitespace-nowrap', overlap ? 'text-bad' : 'text-faint', className);
  if (gapMs === null) return <span className={look}>{first && 'start'}</span>;
  const words = `${overlap ? 'overlap of' : 'gap of'} ${formatSeconds(Math.abs(gapMs))}`;
  return (
    <span className={look} title={words}>
      <span aria-hidden>{formatGap(gapMs)}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
