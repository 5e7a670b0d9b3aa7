import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Settings, SettingsView } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';

type Change = { [Part in keyof Settings]?: Settings[Part] | undefined };

export interface Save {
  /** Stores the settings with these parts changed; undefined takes one away. */
  save(change: Change): void;
  busy: boolean;
  /** Why the last attempt failed; null: it didn't. */
  error: Error | null;
}

/** Stores settings; the page shows what came of it. */
export function useSave(view: SettingsView): Save {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: (change: Change) => studio.saveSettings(changed(view.settings, change)),
    onSuccess: (saved) => queryClient.setQueryData(['settings'], saved),
  });
  return { save: mutation.mutate, busy: mutation.isPending, error: mutation.error };
}

function changed(settings: Settings, change: Change): Settings {
  const parts = Object.entries<unknown>({ ...settings, ...change });
  // What is taken away leaves nothing behind, not even its name: the rest is as it was.
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined)) as Settings;
}
