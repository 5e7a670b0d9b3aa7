import { CircleCheck, CirclePause, FolderOpen, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ErrorData } from '../../contract/errors.ts';
import type { ExportProgress } from '../../contract/export-api.ts';
import { shell, studio } from '../api/client.ts';
import { useExports } from '../api/queries.ts';
import { formatBytes, formatCount, formatCountOf } from '../format/numbers.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Progress } from '../ui/progress.tsx';
import { toast } from '../ui/toast.ts';
import { exportHeadline } from './export-headline.ts';
import { useInSight } from './watched-exports.ts';

interface ExportProgressViewProps {
  first: ExportProgress;
  /** Back to the choice of files, for another one; without it there is none. */
  onAgain?: () => void;
}

/** How far an export is, as it goes on; then where its files are. One that was cut off can go on. */
export function ExportProgressView({ first, onAgain }: ExportProgressViewProps) {
  const [begun, setBegun] = useState(first);
  const [resuming, setResuming] = useState(false);
  const { data: exports } = useExports();
  const progress = exports?.find(({ id }) => id === begun.id) ?? begun;
  const { id, state, directory, files, error } = progress;
  useInSight(id);
  const goOn = async () => {
    setResuming(true);
    try {
      setBegun(await studio.resumeExport(directory));
    } catch (thrown) {
      toast.error(thrown);
    } finally {
      setResuming(false);
    }
  };
  return (
    <div className="grid gap-3" data-export={state}>
      <p role="status" className="flex items-center gap-2 font-semibold">
        {state === 'done' && <CircleCheck aria-hidden className="size-4.5 text-ok" />}
        {state === 'cancelled' && <CirclePause aria-hidden className="size-4.5 text-dim" />}
        {exportHeadline(progress)}
      </p>
      {state === 'running' && <Running progress={progress} />}
      {state === 'failed' && (
        <ErrorNote
          error={error}
          // What was written to its end can't go on: there is nothing left to write.
          onRetry={files.length === 0 ? () => void goOn() : undefined}
          retrying={resuming}
        />
      )}
      {state === 'done' && error && <Missing error={error} />}
      <p className="min-w-0 rounded-control bg-raise px-3 py-2 font-mono text-xs break-all">
        {directory}
      </p>
      <div className="flex flex-wrap gap-2">
        {state === 'running' && (
          <Button size="sm" onClick={() => void studio.cancelExport(id).catch(toast.error)}>
            Cancel
          </Button>
        )}
        {state === 'cancelled' && (
          <Button size="sm" variant="primary" busy={resuming} onClick={() => void goOn()}>
            Go on
          </Button>
        )}
        {state !== 'running' && <WhereItIs directory={directory} first={state === 'done'} />}
        {state !== 'running' && onAgain && (
          <Button size="sm" variant="quiet" className="ml-auto" onClick={onAgain}>
            Export something else
          </Button>
        )}
      </div>
    </div>
  );
}

/** What could not be written, which is no fault of the export: it is not there. */
function Missing({ error: { message, remedy } }: { error: ErrorData }) {
  return (
    <div className="flex gap-2 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="min-w-0">
        <p className="break-words">{message}</p>
        {remedy && <p className="break-words text-dim">{remedy}</p>}
      </div>
    </div>
  );
}

function Running({ progress: { done, total, bytes } }: { progress: ExportProgress }) {
  return (
    <>
      <Progress label="Export" value={total > 0 ? done / total : undefined} />
      <p className="text-sm text-dim">
        {formatCount(done)} of {formatCountOf(total, 'conversation')}, {formatBytes(bytes)}. You may
        close this: it goes on, and its end is told.
      </p>
    </>
  );
}

/** The folder itself in the desktop window, its path in a browser tab. */
function WhereItIs({ directory, first }: { directory: string; first: boolean }) {
  const open = async () => {
    const trouble = await shell?.openDirectory(directory);
    if (trouble) toast.error(trouble);
  };
  return (
    <>
      {shell && (
        <Button
          size="sm"
          variant={first ? 'primary' : 'secondary'}
          icon={<FolderOpen aria-hidden />}
          onClick={() => void open().catch(toast.error)}
        >
          Open folder
        </Button>
      )}
      <CopyButton label="Copy path" variant="secondary" text={() => directory} />
    </>
  );
}
