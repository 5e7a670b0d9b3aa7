import { clsx } from 'clsx';
import { Check, Circle, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { ErrorData } from '../../../contract/errors.ts';
import { assertNever } from '../../../contract/kind.ts';
import type { Step } from '../../../contract/studio-events.ts';
import { formatSeconds } from '../../format/times.ts';
import { Card } from '../../ui/card.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { stepRows, stepsInWords, type StepRow } from './step-rows.ts';

export interface StepsCardProps {
  steps: readonly Step[];
  /** What the run failed of. */
  error?: ErrorData | null | undefined;
  className?: string;
}

/** Getting ready, step by step: what is being done, how long it took, and what to do when it failed. */
export function StepsCard({ steps, error, className }: StepsCardProps) {
  const rows = stepRows(steps, error);
  return (
    <Card title="Getting ready" className={className}>
      <p role="status" className="sr-only">
        {stepsInWords(rows)}
      </p>
      <ol className="grid">
        {rows.map((row) => (
          <StepLine key={row.name} row={row} />
        ))}
      </ol>
    </Card>
  );
}

function StepLine({ row }: { row: StepRow }) {
  const { label, state, note, tookMs, remedy } = row;
  return (
    <li
      data-step={row.name}
      data-state={state}
      className="grid min-h-12 grid-cols-[1.25rem_minmax(0,1fr)_auto] items-baseline gap-x-3 border-line py-2 not-first:border-t"
    >
      <span className="self-start pt-0.5">
        <StepMark state={state} />
      </span>
      <div className="min-w-0">
        <span className={clsx('font-[550]', state === 'waiting' && 'text-dim')}>{label}</span>
        <p
          className={clsx(
            'min-h-[1lh] text-xs break-words',
            state === 'failed' ? 'text-bad' : 'text-dim',
          )}
        >
          {note}
        </p>
        {remedy && (
          <p className="mt-1 text-sm">
            {remedy.text}{' '}
            {remedy.link && (
              <Link href={remedy.link.href} className="font-[550] underline underline-offset-2">
                {remedy.link.label}
              </Link>
            )}
          </p>
        )}
      </div>
      <span className="self-center text-sm text-dim">
        {state === 'active' ? <Elapsed /> : tookMs !== undefined && formatSeconds(tookMs)}
      </span>
    </li>
  );
}

function StepMark({ state }: { state: Step['state'] }) {
  const look = 'size-4';
  switch (state) {
    case 'waiting':
      return <Circle aria-label="waiting" className={clsx(look, 'text-faint')} />;
    case 'active':
      return <Spinner label="" className="text-text" />;
    case 'done':
      return <Check aria-label="done" className={clsx(look, 'text-ok')} />;
    case 'failed':
      return <X aria-label="failed" className={clsx(look, 'text-bad')} />;
    default:
      return assertNever(state);
  }
}

/** How long a step has been going on, from when it is first seen. */
function Elapsed() {
  const [sinceMs] = useState(() => performance.now());
  const [nowMs, setNowMs] = useState(sinceMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return `${((nowMs - sinceMs) / 1000).toFixed(1)} s`;
}
