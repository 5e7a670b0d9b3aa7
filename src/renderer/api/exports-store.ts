import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { ExportProgress } from '../../contract/export-api.ts';
import { client, studio } from './client.ts';
import { withProgress } from './export-progress.ts';
import { queryClient } from './query-client.ts';

const queryKey = ['exports'];

/** The exports of this session, the newest first; their progress comes as it is made. */
export function useExports() {
  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.kind !== 'export') return;
        queryClient.setQueryData<ExportProgress[]>(queryKey, (known) =>
          withProgress(known ?? [], event.progress),
        );
      }),
    [],
  );
  return useQuery({ queryKey, queryFn: () => studio.listExports() });
}
