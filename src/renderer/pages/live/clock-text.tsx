import { useSyncExternalStore } from 'react';
import { formatClock } from '../../format/times.ts';
import type { Clock } from '../../lanes/clock.ts';

/** Where the recording is, in seconds: rendered once a second. */
export function ClockText({ clock }: { clock: Clock }) {
  return useSyncExternalStore(clock.subscribe, () => formatClock(clock.ms));
}
