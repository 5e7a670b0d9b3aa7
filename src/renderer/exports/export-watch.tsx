import { lazy, Suspense, useEffect } from 'react';
import type { ExportProgress } from '../../contract/export-api.ts';
import { client, shell } from '../api/client.ts';
import { useExports } from '../api/queries.ts';
import { toast } from '../ui/toast.ts';
import { exportHeadline } from './export-headline.ts';
import { openExport, useOpenedExport, watchedExports } from './watched-exports.ts';

const ExportStatus = lazy(() => import('./export-status.tsx'));

/** Tells the end of an export whose dialog was closed, and opens it again from everywhere. Mounted once. */
export function ExportWatch() {
  const opened = useOpenedExport();
  // Followed from the start: what is shown again later must not be what was known when its dialog was closed.
  useExports();
  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.kind === 'export' && watchedExports.isUnseenEnd(event.progress)) {
          tellEnd(event.progress);
        }
      }),
    [],
  );
  if (!opened) return null;
  return (
    <Suspense fallback={null}>
      <ExportStatus key={opened.id} first={opened} onClose={() => openExport(undefined)} />
    </Suspense>
  );
}

function tellEnd(progress: ExportProgress): void {
  const { state, directory, error } = progress;
  const isGood = state === 'done' && error === null;
  const title =
    state === 'cancelled' ? exportHeadline(progress) : `Export: ${exportHeadline(progress)}`;
  // In the desktop window the folder is one click away; elsewhere its path is in what is shown.
  const action =
    shell && isGood
      ? { label: 'Open folder', run: () => openFolder(directory) }
      : { label: 'Show', run: () => openExport(progress) };
  toast.ended({ title, about: isGood ? directory : error?.message, isGood, action });
}

function openFolder(directory: string): void {
  shell?.openDirectory(directory).then((trouble) => {
    if (trouble) toast.error(trouble);
  }, toast.error);
}
