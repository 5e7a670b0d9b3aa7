import { Button } from '../../ui/button.tsx';
import { StatusDot } from '../../ui/status-dot.tsx';
import { formatRelative } from '../../format/index.ts';
import { useNow } from '../../documents/use-now.ts';
import type { Test } from './use-test.ts';

interface TestLineProps {
  label: string;
  /** For screen readers, where the label alone doesn't say what is tested. */
  name?: string;
  test: Test;
}

/** A test button with what the last test found. */
export function TestLine({ label, name, test }: TestLineProps) {
  const now = useNow();
  const { last } = test;
  return (
    <div className="grid min-w-0 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 text-sm">
      <Button size="sm" aria-label={name} busy={test.busy} onClick={test.start}>
        {label}
      </Button>
      <div role="status" className="contents">
        {!last && !test.busy && <span className="text-dim">Not tested yet</span>}
        {test.busy && <span className="text-dim">Testing…</span>}
        {last && !test.busy && (
          <>
            <span className="flex flex-wrap items-baseline gap-x-3">
              <StatusDot
                tone={last.verdict.ok ? 'ok' : 'bad'}
                label={last.verdict.ok ? 'Works' : 'Doesn’t work'}
                className="font-[550]"
              />
              <span className="text-xs text-dim">{formatRelative(last.at, now)}</span>
            </span>
            <div className="col-span-2 min-w-0 break-words">
              <p className="text-dim">{last.verdict.note}</p>
              {last.verdict.remedy && <p>{last.verdict.remedy}</p>}
            </div>
          </>
        )}
      </div>
    </div>
  );
}
