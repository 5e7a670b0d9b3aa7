import { Headphones, HeadphoneOff } from 'lucide-react';
import { SIDES, type PerSide } from '../../contract/side.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Select } from '../ui/select.tsx';
import { MonitorStrip } from './monitor-strip.tsx';
import { phaseWords } from './phase-words.ts';
import type { MonitorControl } from './use-monitor.ts';
import { useOutputs } from './use-outputs.ts';

export interface MonitorCardProps {
  names: PerSide<string>;
  monitor: MonitorControl;
}

/** Listening in: levels, volume, mute and solo of each side, and where the sound goes. */
export function MonitorCard({ names, monitor }: MonitorCardProps) {
  const { state } = monitor;
  const over = state.phase.kind === 'ended';
  return (
    <Card
      title="Monitor"
      actions={<ListenButton monitor={monitor} />}
      data-monitor={state.phase.kind}
    >
      <div className="grid gap-2">
        {!over &&
          SIDES.map((side) => (
            <MonitorStrip key={side} side={side} name={names[side]} monitor={monitor} />
          ))}
        {!over && <OutputSelect monitor={monitor} />}
        <p role="status" className="min-h-[1lh] text-xs text-dim">
          {phaseWords(state, names)}
        </p>
      </div>
    </Card>
  );
}

/** One button for what there is to do: listen, let the sound out, try again, stop listening. */
export function ListenButton({ monitor }: { monitor: MonitorControl }) {
  const { kind } = monitor.state.phase;
  if (kind === 'ended') return null;
  const asks = kind === 'off' || kind === 'blocked' || kind === 'failed';
  if (asks) {
    return (
      <Button
        size="sm"
        variant={kind === 'off' ? 'secondary' : 'primary'}
        icon={<Headphones aria-hidden />}
        aria-keyshortcuts="l"
        onClick={monitor.listen}
      >
        {kind === 'failed' ? 'Try again' : 'Listen'}
      </Button>
    );
  }
  return (
    <Button
      size="sm"
      variant="quiet"
      icon={<HeadphoneOff aria-hidden />}
      aria-keyshortcuts="l"
      onClick={monitor.stopListening}
    >
      Stop listening
    </Button>
  );
}

const SYSTEM = 'system';

/** Not there where the browser leaves no choice. */
function OutputSelect({ monitor }: { monitor: MonitorControl }) {
  const outputs = useOutputs();
  if (outputs.length === 0) return null;
  const { choices, setChoices } = monitor;
  const known = outputs.some(({ id }) => id === choices.deviceId);
  const options = outputs.map(({ id, label }) => ({ value: id, label }));
  return (
    <Select
      label="Output"
      size="sm"
      value={known ? choices.deviceId : SYSTEM}
      onChange={(id) => setChoices({ ...choices, deviceId: id === SYSTEM ? '' : id })}
      options={[{ value: SYSTEM, label: 'The system’s output' }, ...options]}
      className="w-full"
    />
  );
}
