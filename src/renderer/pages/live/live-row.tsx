import { Link } from 'wouter';
import type { LiveConversation } from '../../../contract/live.ts';
import { formatClock, formatCountOf } from '../../format/index.ts';
import { Miniature } from '../../lanes/miniature.tsx';
import { Badge } from '../../ui/badge.tsx';
import { StatusDot, type StatusTone } from '../../ui/status-dot.tsx';
import { isUnderWay, statusWords, tinyState } from './endings.ts';
import { growingCover, miniatureDigits } from './miniature-digits.ts';

/** One conversation of the list: what it is, and what happens in it at this moment. */
export function LiveRow({ live }: { live: LiveConversation }) {
  const { personas } = live.config;
  return (
    <li className="border-line not-first:border-t">
      <Link
        href={`/live/${encodeURIComponent(live.id)}`}
        className="grid min-h-16 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-4 py-3 transition-colors hover:bg-raise focus-visible:-outline-offset-2 md:grid-cols-[minmax(0,1fr)_13rem_7.5rem_8rem]"
      >
        <span className="min-w-0">
          <span className="block truncate font-semibold">{live.title}</span>
          <span className="block truncate text-sm text-dim">
            {personas.a.name} × {personas.b.name}
          </span>
        </span>
        <TinyState live={live} />
        <span className="max-md:hidden">
          <Miniature
            digits={miniatureDigits(live.turns, live.ended ? live.atMs : growingCover(live.atMs))}
          />
        </span>
        <span className="text-right text-sm text-dim max-md:col-span-2 max-md:text-left">
          {formatClock(live.atMs)} · {formatCountOf(live.turns.length, 'turn')}
        </span>
      </Link>
    </li>
  );
}

/** A dot and few words: who speaks, or how it ended. */
function TinyState({ live }: { live: LiveConversation }) {
  if (!isUnderWay(live.status)) {
    const { text, tone } = statusWords(live.status);
    return (
      <span className="flex min-w-0 items-center gap-2">
        <Badge tone={tone}>{text}</Badge>
      </span>
    );
  }
  return <StatusDot tone={dotTone(live)} label={tinyState(live)} className="text-sm" />;
}

/** The colour of who speaks. */
export function dotTone({ status, sides }: LiveConversation): StatusTone {
  if (status !== 'running') return 'busy';
  if (sides.a.state === 'speaking') return 'a';
  return sides.b.state === 'speaking' ? 'b' : 'idle';
}
