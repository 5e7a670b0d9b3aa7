import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useEffect, useMemo, useRef, useState } from 'react';
import { studio } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SearchInput } from '../../ui/input.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { logLines, type LogLine } from './log-lines.ts';

/** As many lines as one reads. */
const MOST_LINES = 500;

/** The end of the log, the newest at the bottom. */
export function LogCard() {
  const log = useQuery({ queryKey: ['log'], queryFn: () => studio.readLog(), staleTime: 0 });
  const [search, setSearch] = useState('');
  const lines = useMemo(() => logLines(log.data ?? ''), [log.data]);
  const shown = lines
    .filter(({ text }) => text.toLowerCase().includes(search.trim().toLowerCase()))
    .slice(-MOST_LINES);
  return (
    <Card
      title="Log"
      actions={
        <>
          <CopyButton label="Copy" text={() => log.data ?? ''} />
          <Button
            size="sm"
            variant="quiet"
            busy={log.isFetching}
            onClick={() => void log.refetch()}
          >
            Read again
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <SearchInput value={search} onChange={setSearch} placeholder="Search the log" />
        {log.isPending && <Skeleton className="h-64" />}
        {log.isError && <ErrorNote error={log.error} />}
        {log.data !== undefined && <Lines lines={shown} />}
      </div>
    </Card>
  );
}

function Lines({ lines }: { lines: readonly LogLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [lines.length]);
  return (
    <div
      ref={box}
      role="log"
      aria-label="Log"
      aria-live="off"
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-control bg-raise p-3 font-mono text-xs"
    >
      {lines.length === 0 && <p className="text-dim">No line holds that.</p>}
      {lines.map(({ time, level, text }, index) => (
        <p key={index} className="flex gap-3">
          <span className="shrink-0 text-dim">{time}</span>
          <span
            className={clsx(
              'w-10 shrink-0',
              level === 'warn' && 'text-warn',
              (level === 'error' || level === 'fatal') && 'text-bad',
              (level === 'info' || level === 'debug' || level === 'trace') && 'text-dim',
            )}
          >
            {level}
          </span>
          <span className="min-w-0 break-words whitespace-pre-wrap">{text}</span>
        </p>
      ))}
    </div>
  );
}
