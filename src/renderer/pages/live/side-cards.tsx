import type { LiveConversation } from '../../../contract/live.ts';
import type { Clock } from '../../lanes/clock.ts';
import { MonitorCard } from '../../monitor/monitor-card.tsx';
import type { MonitorControl } from '../../monitor/use-monitor.ts';
import { RecordingCard } from './recording-card.tsx';
import { TurnTakingCard } from './turn-taking-card.tsx';

export interface SideCardsProps {
  live: LiveConversation;
  clock: Clock;
  monitor: MonitorControl;
}

/** Beside the transcript, or in the drawer: monitor, turn-taking, recording. */
export function SideCards({ live, clock, monitor }: SideCardsProps) {
  const { a, b } = live.config.personas;
  return (
    <div className="grid content-start gap-3">
      <MonitorCard names={{ a: a.name, b: b.name }} monitor={monitor} />
      <TurnTakingCard turns={live.turns} />
      <RecordingCard live={live} clock={clock} />
    </div>
  );
}
