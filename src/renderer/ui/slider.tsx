import { clsx } from 'clsx';
import { Slider as Radix } from 'radix-ui';
import { useId, type ReactNode } from 'react';

export interface SliderProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  /** Once, when the hand lets go: the moment to save. */
  onCommit?: (value: number) => void;
  /** 0. */
  min?: number;
  /** 1. */
  max?: number;
  /** A hundredth of the range. */
  step?: number;
  /** What this value means, as one plain sentence; stands under it. */
  describe?: (value: number) => string;
  /** The value as it is shown at the right; a percentage of the range without it. */
  format?: (value: number) => ReactNode;
  /** Label and value are for screen readers only. */
  hideLabel?: boolean;
  disabled?: boolean;
  className?: string;
}

/** A value on a line, with words for what it does. */
export function Slider(props: SliderProps) {
  const { label, value, onChange, onCommit, min = 0, max = 1, describe, hideLabel } = props;
  const id = useId();
  const sentence = describe?.(value);
  const shown = props.format?.(value) ?? `${Math.round(((value - min) / (max - min)) * 100)} %`;
  return (
    <div className={clsx('grid gap-1', props.className)}>
      <div className={clsx('flex justify-between gap-3 text-sm', hideLabel && 'sr-only')}>
        <span id={id} className="font-[550]">
          {label}
        </span>
        <span className="text-dim">{shown}</span>
      </div>
      <Radix.Root
        value={[value]}
        min={min}
        max={max}
        step={props.step ?? (max - min) / 100}
        disabled={props.disabled ?? false}
        onValueChange={([next]) => next !== undefined && onChange(next)}
        onValueCommit={([next]) => next !== undefined && onCommit?.(next)}
        className="relative flex h-8 touch-none items-center data-[disabled]:opacity-50"
      >
        <Radix.Track className="relative h-1 grow rounded-full bg-line-strong">
          <Radix.Range className="absolute h-full rounded-full bg-accent" />
        </Radix.Track>
        <Radix.Thumb
          aria-labelledby={id}
          aria-valuetext={sentence ?? (typeof shown === 'string' ? shown : undefined)}
          className="relative block size-4 rounded-full border border-accent bg-panel transition-colors after:absolute after:-inset-2 hover:bg-raise"
        />
      </Radix.Root>
      {sentence !== undefined && <p className="min-h-[1lh] text-xs text-dim">{sentence}</p>}
    </div>
  );
}
