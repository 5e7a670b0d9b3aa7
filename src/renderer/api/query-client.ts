import { QueryClient } from '@tanstack/react-query';
import { StudioError } from '../../contract/errors.ts';
import { client } from './client.ts';
import { staleKeys } from './keys.ts';

const RETRIES = 3;

/** What was read of the host; made stale by its `changed` events and by a new connection. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The host is on this machine: `online` says nothing about it.
      networkMode: 'always',
      // The host tells what changed.
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      retry: (failures, error) => isLost(error) && failures < RETRIES,
    },
    mutations: { networkMode: 'always' },
  },
});

function isLost(error: unknown): boolean {
  return error instanceof StudioError && error.data.code === 'connection-lost';
}

client.onEvent((event) => {
  if (event.kind === 'system') queryClient.setQueryData(['system'], event.parts);
  if (event.kind !== 'changed') return;
  for (const queryKey of staleKeys(event)) void queryClient.invalidateQueries({ queryKey });
});

let wasLost = false;
client.onState(() => {
  const state = client.getState();
  if (state === 'open' && wasLost) void queryClient.invalidateQueries();
  wasLost = state !== 'open';
});
