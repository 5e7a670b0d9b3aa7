import { clsx } from 'clsx';
import { ChevronRight, CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { asErrorData, errorReport } from './error-data.ts';

export interface ErrorNoteProps {
  /** ErrorData, a StudioError, or anything else that was thrown. */
  error: unknown;
  onRetry?: (() => void) | undefined;
  /** While the second try runs. */
  retrying?: boolean;
  className?: string;
}

/** What went wrong and what to do; the facts for a bug report are folded. */
export function ErrorNote({ error, onRetry, retrying, className }: ErrorNoteProps) {
  const data = asErrorData(error);
  const box = useRef<HTMLDivElement>(null);
  // In a dialog it may be below what is in sight, where the button that failed is not.
  useEffect(() => {
    if (box.current?.closest('[role=dialog]')) box.current.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div
      ref={box}
      role="alert"
      className={clsx('flex gap-3 rounded-card border border-line bg-panel p-4', className)}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="font-semibold break-words">{data.message}</p>
        {data.remedy && <p className="max-w-measure break-words text-dim">{data.remedy}</p>}
        <details className="group text-xs text-dim">
          <summary className="inline-flex min-h-8 cursor-default items-center gap-1 rounded-control pr-2 hover:text-text">
            <ChevronRight aria-hidden className="size-3.5 group-open:rotate-90" />
            Details
          </summary>
          <pre className="max-h-48 overflow-auto rounded-control bg-raise p-3 font-mono text-xs whitespace-pre-wrap text-text">
            {errorReport(data)}
          </pre>
        </details>
        <div className="flex flex-wrap items-center gap-2">
          {onRetry && (
            <Button size="sm" onClick={onRetry} busy={retrying ?? false}>
              Try again
            </Button>
          )}
          <CopyButton label="Copy details" variant="secondary" text={() => errorReport(data)} />
        </div>
      </div>
    </div>
  );
}
