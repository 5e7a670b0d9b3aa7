import { useCallback, useEffect, useRef, useState } from 'react';
import { toast } from '../../ui/toast.ts';

/** Pause in typing after which it is saved, ms. */
const SAVE_AFTER_MS = 600;

export interface Autosave {
  value: string;
  state: 'saved' | 'changed' | 'saving' | 'failed';
  change: (value: string) => void;
  /** Saves now what isn't saved yet. */
  flush: () => void;
}

/**
 * A text that saves itself: after a pause, when one leaves the field, and when the page goes. What somebody
 * else stores meanwhile shows only while nothing unsaved stands here.
 */
export function useAutosave(stored: string, save: (value: string) => Promise<unknown>): Autosave {
  const [value, setValue] = useState(stored);
  const [state, setState] = useState<Autosave['state']>('saved');
  const pending = useRef<{ value: string; timer: ReturnType<typeof setTimeout> } | undefined>(
    undefined,
  );
  const saving = useRef(save);
  useEffect(() => {
    saving.current = save;
  });
  useEffect(() => {
    if (!pending.current) setValue(stored);
  }, [stored]);
  const flush = useCallback(() => {
    const waiting = pending.current;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    pending.current = undefined;
    setState('saving');
    saving.current(waiting.value).then(
      () => setState((now) => (now === 'saving' ? 'saved' : now)),
      (error: unknown) => {
        setState('failed');
        toast.error(error);
      },
    );
  }, []);
  const change = useCallback(
    (next: string) => {
      clearTimeout(pending.current?.timer);
      pending.current = { value: next, timer: setTimeout(flush, SAVE_AFTER_MS) };
      setValue(next);
      setState('changed');
    },
    [flush],
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
