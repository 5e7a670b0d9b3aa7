import { Play, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton, type IconButtonProps } from './button.tsx';
import { playSample, type Sample } from './sample-player.ts';
import { toast } from './toast.ts';

export interface AudioButtonProps extends Pick<
  IconButtonProps,
  'variant' | 'size' | 'className' | 'disabled'
> {
  /** What is heard, for example "Maya's voice". */
  label: string;
  load: () => Promise<Sample>;
}

/** Plays a short sample; pressed again, or when another one starts, it stops. */
export function AudioButton({ label, load, ...rest }: AudioButtonProps) {
  const [state, setState] = useState<'idle' | 'loading' | 'playing'>('idle');
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const press = async () => {
    if (state !== 'idle') {
      stop.current?.();
      return;
    }
    const controller = new AbortController();
    stop.current = () => controller.abort();
    setState('loading');
    try {
      await playSample(load, controller.signal, () => setState('playing'));
    } catch (error) {
      toast.error(error);
    } finally {
      setState('idle');
    }
  };
  return (
    <IconButton
      label={state === 'idle' ? `Play ${label}` : `Stop ${label}`}
      onClick={() => void press()}
      // Not `busy`: a second press while it loads calls it off.
      aria-busy={state === 'loading'}
      {...rest}
    >
      {state === 'idle' && <Play aria-hidden />}
      {state === 'loading' && <Square aria-hidden className="opacity-50" />}
      {state === 'playing' && <Square aria-hidden fill="currentColor" />}
    </IconButton>
  );
}
