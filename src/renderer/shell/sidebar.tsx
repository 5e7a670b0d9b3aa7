import { clsx } from 'clsx';
import { Link, useLocation } from 'wouter';
import { useOverview } from '../api/queries.ts';
import { formatCount } from '../format/numbers.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { Brand } from './brand.tsx';
import { destinations, isWithin, type Destination } from './destinations.ts';
import { preloadPage } from './pages.ts';
import { SystemFoot } from './system-foot.tsx';
import { useMediaQuery } from './use-media-query.ts';

/** Pages with their counts, and how the engine stands. On narrow windows a rail of icons. */
export function Sidebar() {
  const counts = useCounts();
  const rail = useMediaQuery('(width < 64rem)');
  return (
    <aside
      aria-label="Studio"
      className="flex w-(--rail) shrink-0 flex-col border-r border-line bg-panel px-2 pb-3 lg:w-(--sidebar) lg:px-3"
    >
      <Brand />
      <nav aria-label="Pages" className="grid gap-0.5">
        {destinations.map((destination) => (
          <SidebarLink
            key={destination.name}
            destination={destination}
            count={counts[destination.name]}
            rail={rail}
          />
        ))}
      </nav>
      <SystemFoot rail={rail} />
    </aside>
  );
}

function useCounts(): Partial<Record<Destination['name'], number>> {
  const { data } = useOverview();
  if (!data) return {};
  const { conversations, personas, scenarios, running } = data;
  // Nothing runs: no number, rather than a 0 that catches the eye.
  return { library: conversations, personas, scenarios, ...(running > 0 ? { live: running } : {}) };
}

interface SidebarLinkProps {
  destination: Destination;
  count: number | undefined;
  rail: boolean;
}

function SidebarLink({ destination, count, rail }: SidebarLinkProps) {
  const { name, label, href, icon: Icon, keys } = destination;
  const [path] = useLocation();
  const here = isWithin(path, href);
  const preload = () => preloadPage(name);
  return (
    <Tooltip content={label} shortcut={keys} side="right" enabled={rail}>
      <Link
        href={href}
        aria-current={here ? 'page' : undefined}
        onPointerEnter={preload}
        onFocus={preload}
        className={clsx(
          'relative flex h-9 items-center gap-2.5 rounded-control px-2 transition-colors max-lg:justify-center',
          here ? 'bg-raise font-[550] text-text' : 'text-dim hover:bg-raise hover:text-text',
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="max-lg:sr-only">{label}</span>
        {count !== undefined && (
          <span className="ml-auto text-xs font-normal text-faint max-lg:sr-only">
            {formatCount(count)}
            {name === 'live' && <span className="sr-only"> running</span>}
          </span>
        )}
        {name === 'live' && count !== undefined && rail && (
          <span aria-hidden className="absolute top-1 right-1.5 size-1.5 rounded-full bg-ok" />
        )}
      </Link>
    </Tooltip>
  );
}
