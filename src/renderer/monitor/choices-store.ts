import { useSyncExternalStore } from 'react';
import { parseChoices, type MonitorChoices } from './monitor-choices.ts';

const KEY = 'duologue.monitor';
const listeners = new Set<() => void>();
let current: MonitorChoices | undefined;

function read(): MonitorChoices {
  current ??= parseChoices(stored());
  return current;
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Storage that the browser refuses: the choices hold until the page is closed.
    return null;
  }
}

/** Changes the choices of this and of every later monitor. */
export function setMonitorChoices(next: MonitorChoices): void {
  current = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // As above.
  }
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the listener chose last. */
export function useMonitorChoices(): MonitorChoices {
  return useSyncExternalStore(subscribe, read);
}
