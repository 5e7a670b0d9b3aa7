import { useCallback, useEffect, useState } from 'react';
import { afterTimeout } from '../../documents/after-timeout.ts';
import { Autosave, type AutosaveState } from '../../documents/autosave.ts';
import { toast } from '../../ui/toast.ts';
import { useStable } from '../../ui/use-stable.ts';

export interface AutosavedText {
  value: string;
  state: AutosaveState['kind'];
  change: (value: string) => void;
  /** Saves now what isn't saved yet. */
  flush: () => void;
}

/**
 * A text that saves itself: after a pause, when one leaves the field, and when the page goes. What somebody
 * else stores meanwhile shows only while nothing unsaved stands here.
 */
export function useAutosavedText(
  stored: string,
  save: (value: string) => Promise<unknown>,
): AutosavedText {
  const [value, setValue] = useState(stored);
  const [state, setState] = useState<AutosaveState['kind']>('saved');
  const saveNow = useStable(save);
  const [autosave] = useState(
    () =>
      new Autosave<string>({
        save: saveNow,
        after: afterTimeout,
        onState: (next) => {
          setState(next.kind);
          if (next.kind === 'failed') toast.error(next.error);
        },
      }),
  );
  useEffect(() => {
    const { kind } = autosave.state;
    if (kind === 'saved' || kind === 'saving') setValue(stored);
  }, [stored, autosave]);
  const flush = useCallback(() => void autosave.flush(), [autosave]);
  const change = useCallback(
    (next: string) => {
      setValue(next);
      autosave.handleChange({ value: next });
    },
    [autosave],
  );
  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);
  return { value, state, change, flush };
}
