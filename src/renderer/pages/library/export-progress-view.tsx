import { FolderOpen } from 'lucide-react';
import type { ExportProgress } from '../../../contract/export-api.ts';
import { shell, studio } from '../../api/client.ts';
import { useExports } from '../../api/queries.ts';
import { formatBytes, formatCount, formatCountOf } from '../../format/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { toast } from '../../ui/toast.ts';

/** How far an export is, as it goes on; then where its files are. */
export function ExportProgressView({ first }: { first: ExportProgress }) {
  const { data: exports } = useExports();
  const progress = exports?.find((each) => each.id === first.id) ?? first;
  const { state, done, total, bytes, directory } = progress;
  const cancel = () => studio.cancelExport(progress.id).catch(toast.error);
  if (state === 'failed') return <ErrorNote error={progress.error} />;
  return (
    <div
      ref={comeIntoSight}
      role="status"
      className="grid gap-2 rounded-card border border-line p-3"
      data-export={state}
    >
      <div className="flex min-h-8 items-center justify-between gap-3">
        <span className="font-semibold">{words(progress)}</span>
        {state === 'running' && (
          <Button size="sm" onClick={() => void cancel()}>
            Cancel
          </Button>
        )}
      </div>
      {state === 'running' && (
        <>
          <Progress label="Export" value={total > 0 ? done / total : undefined} />
          <p className="text-xs text-dim">
            {formatCount(done)} of {formatCountOf(total, 'conversation')}, {formatBytes(bytes)}
          </p>
        </>
      )}
      <p className="min-w-0 font-mono text-xs break-all text-dim">{directory}</p>
      {state !== 'running' && (
        <div className="flex flex-wrap gap-2">
          {shell && (
            <Button
              size="sm"
              icon={<FolderOpen aria-hidden />}
              onClick={() => void shell?.openDirectory(directory).catch(toast.error)}
            >
              Open folder
            </Button>
          )}
          <CopyButton label="Copy path" text={() => directory} />
        </div>
      )}
    </div>
  );
}

/** It appears below the button, perhaps below the fold. */
function comeIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function words({ state, files, bytes }: ExportProgress): string {
  if (state === 'running') return 'Writing…';
  if (state === 'cancelled') return 'Cancelled. What was finished is kept.';
  return `${formatCountOf(files.length, 'file')} written, ${formatBytes(bytes)}`;
}
