import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Settings, SettingsView } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';

export interface Save {
  /** Stores the settings with these parts changed. */
  save(change: Partial<Settings>): void;
  busy: boolean;
  /** Why the last attempt failed; null: it didn't. */
  error: Error | null;
}

/** Stores settings; the page shows what came of it. */
export function useSave(view: SettingsView): Save {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: (change: Partial<Settings>) => studio.saveSettings({ ...view.settings, ...change }),
    onSuccess: (saved) => queryClient.setQueryData(['settings'], saved),
  });
  return { save: mutation.mutate, busy: mutation.isPending, error: mutation.error };
}
