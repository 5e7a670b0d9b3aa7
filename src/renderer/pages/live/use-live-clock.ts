import { useEffect, useRef, useState } from 'react';
import type { LiveConversation } from '../../../contract/live.ts';
import { Clock } from '../../lanes/clock.ts';
import { useFrames } from '../../monitor/use-frames.ts';
import { moveClock, readClock, reportClock, type ClockReport } from './live-clock.ts';

/** The position of a recording that grows: it moves before every frame, without a render. */
export function useLiveClock({ atMs, status }: LiveConversation): Clock {
  const [clock] = useState(() => new Clock());
  const report = useRef<ClockReport>(undefined);
  const running = status === 'running' && atMs > 0;
  useEffect(() => {
    report.current = reportClock(report.current, atMs, performance.now(), running);
    if (!running) clock.set(atMs);
  }, [clock, atMs, running]);
  useFrames((nowMs) => {
    if (report.current) clock.set(moveClock(clock.ms, readClock(report.current, nowMs)));
  }, running);
  return clock;
}
