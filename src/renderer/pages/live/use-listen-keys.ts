import type { LiveConversation } from '../../../contract/live.ts';
import type { MonitorControl } from '../../monitor/use-monitor.ts';
import { usePaletteCommands } from '../../shell/palette-store.ts';
import { useShortcuts } from '../../shell/shortcuts.ts';

export interface ListenKeysOptions {
  live: LiveConversation;
  monitor: MonitorControl;
  toNow: () => void;
}

/** Listening and coming back to now, from the keyboard and the palette. */
export function useListenKeys({ live, monitor, toNow }: ListenKeysOptions): void {
  const { kind } = monitor.state.phase;
  const listens = monitor.choices.listening && kind !== 'blocked' && kind !== 'failed';
  const running = live.ended === null;
  const listen = {
    label: listens ? 'Stop listening' : 'Listen',
    run: listens ? monitor.stopListening : monitor.listen,
  };
  const now = { label: 'Jump to now', run: toNow };
  useShortcuts('Live', [
    { ...now, keys: 'n', enabled: running },
    { ...listen, keys: 'l', enabled: running },
  ]);
  usePaletteCommands(
    running
      ? [
          { ...listen, id: 'live-listen', group: 'Live', shortcut: 'l' },
          { ...now, id: 'live-now', group: 'Live', shortcut: 'n' },
        ]
      : [],
  );
}
