import { useEffect, useRef, useSyncExternalStore } from 'react';

/** One line of the command palette. */
export interface PaletteCommand {
  id: string;
  label: string;
  /** The heading under which it stands. */
  group: string;
  /** Further words by which it is found. */
  keywords?: readonly string[];
  /** Only shown; bind it with useShortcuts. */
  shortcut?: string;
  run: () => void;
}

interface State {
  open: boolean;
  /** One list per component that offers commands. */
  sources: ReadonlyMap<symbol, readonly PaletteCommand[]>;
}

let state: State = { open: false, sources: new Map() };
const listeners = new Set<() => void>();

function set(next: Partial<State>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

/** Opens the palette, from anywhere. */
export const openPalette = (): void => set({ open: true });

/** Opens or closes the palette. */
export const setPaletteOpen = (open: boolean): void => set({ open });

/** The palette's state, live. */
export function usePaletteState(): State {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

/** Offers commands in the palette while the caller is mounted. */
export function usePaletteCommands(commands: readonly PaletteCommand[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  // What is shown decides whether the palette hears of a change; functions are looked up when one is run.
  const signature = JSON.stringify(commands);
  useEffect(() => {
    const source = Symbol('palette commands');
    const shown = JSON.parse(signature) as Omit<PaletteCommand, 'run'>[];
    const run = (id: string) => () => latest.current.find((command) => command.id === id)?.run();
    const listed = shown.map((command) => ({ ...command, run: run(command.id) }));
    set({ sources: new Map(state.sources).set(source, listed) });
    return () => {
      const sources = new Map(state.sources);
      sources.delete(source);
      set({ sources });
    };
  }, [signature]);
}
