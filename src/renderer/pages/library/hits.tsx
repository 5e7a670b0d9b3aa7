import { SearchX } from 'lucide-react';
import { memo, useDeferredValue, useState, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { ConversationFilter, SearchHit } from '../../../contract/library-api.ts';
import { useSearch } from '../../api/queries.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { formatClockTenths } from '../../format/times.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { snippetParts } from './snippet.ts';
import { whenWords } from './when.ts';

/** Hits at first, and when one asks for more. */
const FEW = 30;
const MORE = 200;

interface HitsProps {
  query: string;
  filter: ConversationFilter;
  filtered: boolean;
  onClear: () => void;
}

/** The turns in which the words were said. Those of the query before stay until the new ones have come. */
export function Hits({ query, filter, filtered, onClear }: HitsProps) {
  const [limit, setLimit] = useState(FEW);
  const request = { query: query.slice(0, 500), limit, filter };
  const { data, error, refetch, isPlaceholderData } = useSearch(request);
  const hits = useDeferredValue(data);
  const busy = isPlaceholderData || hits !== data || undefined;
  if (error) return <ErrorNote className="m-4" error={error} onRetry={() => void refetch()} />;
  if (!hits) return <div aria-busy className="flex-1" />;
  if (hits.length === 0) {
    return (
      <div aria-busy={busy} className="contents">
        <NoHits {...{ query, filtered, onClear }} />
      </div>
    );
  }
  return (
    <div aria-busy={busy} className="min-h-0 flex-1 overflow-y-auto" onKeyDown={moveAmongLinks}>
      <p role="status" className="px-4 pt-3 pb-1 text-xs text-dim">
        {hits.length === limit ? `The first ${limit} turns` : formatCountOf(hits.length, 'turn')}{' '}
        with these words
      </p>
      <ul>
        {hits.map((hit) => (
          <Hit key={`${hit.conversationId} ${hit.turnId}`} hit={hit} />
        ))}
      </ul>
      {hits.length === limit && limit < MORE && (
        <Button variant="quiet" className="m-2" onClick={() => setLimit(MORE)}>
          Show more
        </Button>
      )}
    </div>
  );
}

const Hit = memo(function Hit({ hit }: { hit: SearchHit }) {
  const { conversationId, startMs, side, speaker, title, createdAt, snippet } = hit;
  return (
    // What lies below the window isn't laid out or painted.
    <li className="border-b border-line [contain-intrinsic-size:auto_4rem] [content-visibility:auto]">
      <Link
        href={`/library/${encodeURIComponent(conversationId)}?t=${Math.round(startMs)}`}
        className="grid grid-cols-[3.25rem_minmax(3.5rem,5.5rem)_minmax(0,1fr)] items-baseline gap-x-3 px-4 py-2.5 hover:bg-raise focus-visible:-outline-offset-2"
      >
        <span className="text-right text-xs text-faint">{formatClockTenths(startMs)}</span>
        <span className={`truncate text-sm font-semibold ${side === 'a' ? 'text-a' : 'text-b'}`}>
          {speaker}
        </span>
        <span className="min-w-0">
          <span className="block max-w-measure break-words">
            {snippetParts(snippet).map(({ text, match }, index) =>
              match ? (
                <mark
                  key={index}
                  className="border-b-2 border-warn bg-warn-soft px-0.5 font-semibold text-text"
                >
                  {text}
                </mark>
              ) : (
                text
              ),
            )}
          </span>
          <span className="mt-0.5 block truncate text-xs text-dim">
            {title} · {whenWords(createdAt, Date.now()).short}
          </span>
        </span>
      </Link>
    </li>
  );
});

function NoHits({ query, filtered, onClear }: Omit<HitsProps, 'filter'>) {
  return (
    <EmptyState
      icon={<SearchX />}
      title={`Nobody said “${query.trim()}”`}
      action={filtered && <Button onClick={onClear}>Clear filters</Button>}
    >
      {filtered
        ? 'No turn of the conversations that the filters leave has these words.'
        : 'Search looks for words that were spoken. Try fewer of them, or their beginnings.'}
    </EmptyState>
  );
}

/** Arrow keys go from hit to hit. */
function moveAmongLinks(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
