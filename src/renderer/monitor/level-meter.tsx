import { clsx } from 'clsx';
import { useRef } from 'react';
import type { Side } from '../../contract/side.ts';
import { meterOf, settle } from './level.ts';
import { useFrames } from './use-frames.ts';
import type { MonitorControl } from './use-monitor.ts';

/** How often the number for screen readers and tests changes, ms. */
const TOLD_MS = 100;

export interface LevelMeterProps {
  name: string;
  side: Side;
  monitor: MonitorControl;
}

/**
 * How loud a side is, measured from its sound: in its colour what is heard, in grey what arrives and is
 * held back. It moves without a render.
 */
export function LevelMeter({ name, side, monitor }: LevelMeterProps) {
  const meter = useRef<HTMLDivElement>(null);
  const arriving = useRef<HTMLDivElement>(null);
  const heard = useRef<HTMLDivElement>(null);
  const shown = useRef({ arriving: 0, heard: 0, atMs: 0, toldMs: 0 });
  useFrames((nowMs) => {
    const level = monitor.levels()[side];
    const before = shown.current;
    const elapsed = nowMs - before.atMs;
    const next = {
      arriving: settle(before.arriving, meterOf(level.arriving), elapsed),
      heard: settle(before.heard, meterOf(level.heard), elapsed),
      atMs: nowMs,
      toldMs: before.toldMs,
    };
    if (next.arriving !== before.arriving) fill(arriving.current, next.arriving);
    if (next.heard !== before.heard) fill(heard.current, next.heard);
    if (nowMs - next.toldMs >= TOLD_MS) {
      next.toldMs = nowMs;
      meter.current?.setAttribute('aria-valuenow', String(Math.round(next.heard * 100)));
    }
    shown.current = next;
  });
  return (
    <div
      ref={meter}
      role="meter"
      aria-label={`Level of ${name}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      data-side={side}
      className="relative h-1.5 overflow-hidden rounded-full bg-raise"
    >
      <div ref={arriving} className={clsx(bar, 'bg-line-strong')} style={EMPTY} />
      <div ref={heard} className={clsx(bar, side === 'a' ? 'bg-a' : 'bg-b')} style={EMPTY} />
    </div>
  );
}

const bar = 'absolute inset-0 origin-left';
const EMPTY = { transform: 'scaleX(0)' };

function fill(element: HTMLElement | null, share: number): void {
  if (element) element.style.transform = `scaleX(${share.toFixed(3)})`;
}
