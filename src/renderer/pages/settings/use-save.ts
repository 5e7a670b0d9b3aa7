import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Settings, SettingsView } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';

type Parts = { [Part in keyof Settings]?: Settings[Part] | undefined };
/** The parts that change, perhaps by what they are then. */
type Change = Parts | ((settings: Settings) => Parts);

export interface Save {
  /** Stores the settings with these parts changed; undefined takes one away. */
  save(change: Change, done?: { onSuccess: () => unknown }): void;
  busy: boolean;
  /** Why the last attempt failed; null: it didn't. */
  error: Error | null;
}

/** Stores settings; the page shows what came of it. */
export function useSave(view: SettingsView): Save {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    // One after the other, each on what the one before has stored: none takes another's change back.
    scope: { id: 'settings' },
    mutationFn: (change: Change) => {
      const { settings } = queryClient.getQueryData<SettingsView>(['settings']) ?? view;
      return studio.saveSettings(changed(settings, change), settings);
    },
    onSuccess: (saved) => queryClient.setQueryData(['settings'], saved),
  });
  return { save: mutation.mutate, busy: mutation.isPending, error: mutation.error };
}

function changed(settings: Settings, change: Change): Settings {
  const wanted = typeof change === 'function' ? change(settings) : change;
  const parts = Object.entries<unknown>({ ...settings, ...wanted });
  // What is taken away leaves nothing behind, not even its name: the rest is as it was.
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined)) as Settings;
}
