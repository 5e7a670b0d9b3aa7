import { clsx } from 'clsx';
import type { Side } from '../../contract/side.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Slider } from '../ui/slider.tsx';
import { LevelMeter } from './level-meter.tsx';
import { silenced, toggleMute, toggleSolo, withVolume } from './monitor-choices.ts';
import type { MonitorControl } from './use-monitor.ts';

export interface MonitorStripProps {
  name: string;
  side: Side;
  monitor: MonitorControl;
}

/** One side of the mixer: level, volume, solo, mute. */
export function MonitorStrip({ name, side, monitor }: MonitorStripProps) {
  const { choices, setChoices } = monitor;
  const { volume, muted } = choices.sides[side];
  const quiet = silenced(choices, side);
  return (
    <div
      role="group"
      aria-label={name}
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3"
    >
      <Avatar name={name} side={side} size={24} />
      <div className={clsx('min-w-0 pt-2', quiet && 'opacity-60')}>
        <LevelMeter name={name} side={side} monitor={monitor} />
        <Slider
          label={`Volume of ${name}`}
          hideLabel
          value={volume}
          onChange={(next) => setChoices(withVolume(choices, side, next))}
        />
      </div>
      <div className="flex gap-1">
        <Toggle
          label={`Solo ${name}`}
          pressed={choices.solo === side}
          onPress={() => setChoices(toggleSolo(choices, side))}
        >
          solo
        </Toggle>
        <Toggle
          label={`Mute ${name}`}
          pressed={muted}
          onPress={() => setChoices(toggleMute(choices, side))}
        >
          mute
        </Toggle>
      </div>
    </div>
  );
}

interface ToggleProps {
  label: string;
  pressed: boolean;
  onPress: () => void;
  children: string;
}

/** The name begins with the visible word, so that voice control finds it. */
function Toggle({ label, pressed, onPress, children }: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-label={label}
      onClick={onPress}
      className={clsx(
        'h-8 rounded-control border px-2 text-xs transition-colors',
        pressed
          ? 'border-accent bg-accent text-on-accent'
          : 'border-line-strong text-dim hover:bg-raise hover:text-text',
      )}
    >
      {children}
    </button>
  );
}
