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
    <div className="flex min-w-0 flex-wrap items-start gap-x-3 gap-y-1">
      <Button size="sm" aria-label={name} busy={test.busy} onClick={test.start}>
        {label}
      </Button>
      <div role="status" className="min-w-0 flex-1 pt-1.5 text-sm">
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
            <p className="mt-1 break-words text-dim">{last.verdict.note}</p>
            {last.verdict.remedy && <p className="break-words">{last.verdict.remedy}</p>}
          </>
        )}
      </div>
    </div>
  );
}
