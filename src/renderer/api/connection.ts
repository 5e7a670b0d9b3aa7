import { useSyncExternalStore } from 'react';
import { client } from './client.ts';
import type { ConnectionState } from './transport.ts';

/** Whether the host answers. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(client.onState, client.getState);
}
