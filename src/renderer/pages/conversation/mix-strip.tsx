import type { Side } from '../../../contract/side.ts';
import {
  toggleMute,
  toggleSolo,
  withVolume,
  type MonitorChoices,
} from '../../monitor/monitor-choices.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Slider } from '../../ui/slider.tsx';

interface MixStripProps {
  name: string;
  side: Side;
  mix: MonitorChoices;
  onChange: (mix: MonitorChoices) => void;
}

/** Volume, solo and mute of one side. */
export function MixStrip({ name, side, mix, onChange }: MixStripProps) {
  const { volume, muted } = mix.sides[side];
  const solo = mix.solo === side;
  return (
    <div role="group" aria-label={name} className="flex items-center gap-2">
      <Avatar name={name} side={side} size={24} />
      <Slider
        className="min-w-0 flex-1"
        label={`Volume of ${name}`}
        hideLabel
        value={volume}
        onChange={(next) => onChange(withVolume(mix, side, next))}
      />
      <Button
        size="sm"
        aria-label={`Solo: hear ${name} alone`}
        aria-pressed={solo}
        className={solo ? 'bg-raise' : 'text-dim'}
        onClick={() => onChange(toggleSolo(mix, side))}
      >
        solo
      </Button>
      <Button
        size="sm"
        aria-label={`Mute ${name}`}
        aria-pressed={muted}
        className={muted ? 'bg-raise' : 'text-dim'}
        onClick={() => onChange(toggleMute(mix, side))}
      >
        mute
      </Button>
    </div>
  );
}
