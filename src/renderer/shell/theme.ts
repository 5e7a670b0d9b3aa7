import { useSyncExternalStore } from 'react';

/** What the user chose; `system` follows the machine. */
export type Theme = 'system' | 'light' | 'dark';

/** Also read by public/theme.js, before the first paint. */
const key = 'duologue.theme';
const system = window.matchMedia('(prefers-color-scheme: dark)');
/** As `system` last told. A look at it before Chromium tells of a change would keep it from telling. */
let isSystemDark = system.matches;
const listeners = new Set<() => void>();
let theme: Theme = read();

function read(): Theme {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    // Storage is switched off: the choice lasts as long as the window.
    return 'system';
  }
}

const resolve = (): 'light' | 'dark' =>
  theme === 'system' ? (isSystemDark ? 'dark' : 'light') : theme;

function apply(): void {
  document.documentElement.dataset.theme = resolve();
  for (const listener of listeners) listener();
}

function setTheme(next: Theme): void {
  theme = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // As above.
  }
  apply();
}

system.addEventListener('change', ({ matches }) => {
  isSystemDark = matches;
  apply();
});
// Another window or tab of the studio has chosen.
window.addEventListener('storage', (event) => {
  if (event.key !== key) return;
  theme = read();
  apply();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen theme, the one in effect, and the way to choose another. */
export function useTheme(): {
  theme: Theme;
  resolved: 'light' | 'dark';
  setTheme: (theme: Theme) => void;
} {
  const chosen = useSyncExternalStore(subscribe, () => theme);
  const resolved = useSyncExternalStore(subscribe, resolve);
  return { theme: chosen, resolved, setTheme };
}
