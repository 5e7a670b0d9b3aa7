import { clsx } from 'clsx';
import { Link } from 'wouter';
import { useLiveConversations } from '../../api/live-store.ts';
import { StatusDot } from '../../ui/status-dot.tsx';
import { isUnderWay, tinyState } from './endings.ts';
import { dotTone } from './live-row.tsx';

/** The other conversations that run, each with a tiny state; nothing while there is one only. */
export function useLiveTabs(currentId: string) {
  const running = useLiveConversations().filter(
    (live) => isUnderWay(live.status) || live.id === currentId,
  );
  if (running.length < 2) return undefined;
  return (
    <nav aria-label="Running conversations" className="flex min-w-0 gap-1 overflow-x-auto">
      {running.map((live) => (
        <Link
          key={live.id}
          href={`/live/${encodeURIComponent(live.id)}`}
          aria-current={live.id === currentId ? 'page' : undefined}
          title={`${live.title}: ${tinyState(live)}`}
          className={clsx(
            'flex h-8 max-w-60 shrink-0 items-center rounded-control px-2.5 text-sm transition-colors focus-visible:-outline-offset-2',
            live.id === currentId
              ? 'bg-raise font-[550] text-text'
              : 'text-dim hover:bg-raise hover:text-text',
          )}
        >
          <StatusDot tone={live.ended ? 'idle' : dotTone(live)} label={tabLabel(live)} />
        </Link>
      ))}
    </nav>
  );
}

function tabLabel({ title, config }: { title: string; config: { seed: number } }): string {
  return `${title} · ${config.seed}`;
}
