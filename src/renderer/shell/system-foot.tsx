import { Link } from 'wouter';
import { useSystem } from '../api/queries.ts';
import { StatusDot } from '../ui/status-dot.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { systemLines, type SystemLine } from './system-lines.ts';

/** How the engine stands, at the foot of the sidebar; leads to the diagnostics. */
export function SystemFoot({ rail }: { rail: boolean }) {
  const { data } = useSystem();
  const lines = systemLines(data);
  return (
    <div className="mt-auto border-t border-line pt-2">
      <Tooltip side="right" content={<Words lines={lines} />}>
        <Link
          href="/settings/diagnostics"
          aria-label={`System. ${lines.map((line) => line.words).join('. ')}`}
          className="grid gap-1.5 rounded-control px-2 py-1.5 text-xs text-dim transition-colors hover:bg-raise hover:text-text max-lg:justify-items-center max-lg:gap-2"
        >
          {lines.map(({ label, tone, state }) => (
            <span key={label} className="flex min-w-0 items-center justify-between gap-2">
              <StatusDot tone={tone} label={label} hideLabel={rail} />
              {!rail && <span className="text-faint">{state}</span>}
            </span>
          ))}
        </Link>
      </Tooltip>
    </div>
  );
}

function Words({ lines }: { lines: readonly SystemLine[] }) {
  return (
    <span className="grid gap-1 py-0.5">
      {lines.map(({ label, words }) => (
        <span key={label}>{words}</span>
      ))}
    </span>
  );
}
