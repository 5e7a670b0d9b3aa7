import type { StudioEvent } from '../../contract/studio-events.ts';

/*
 * Query keys, from the general to the special. What a `changed` event makes stale is found by the
 * first part.
 */
type Changed = Extract<StudioEvent, { kind: 'changed' }>;

/** First parts of the keys of everything that shows something of the kind. */
const SHOWS: Record<Changed['what'], readonly string[]> = {
  conversations: ['overview', 'conversations', 'facets', 'search', 'facts'],
  personas: ['overview', 'personas', 'persona', 'facts', 'versions', 'facets', 'estimate'],
  scenarios: ['overview', 'scenarios', 'scenario', 'facts', 'versions', 'facets', 'estimate'],
  settings: ['settings', 'voices', 'models', 'estimate', 'doctor'],
};

/** Keys that are out of date after the event; each stands for all keys that begin with it. */
export function staleKeys({ what, ids }: Changed): string[][] {
  const lists = SHOWS[what].map((first) => [first]);
  if (what !== 'conversations') return lists;
  const single = ids.length === 0 ? [['conversation']] : ids.map((id) => ['conversation', id]);
  // A trashed conversation gives back room, a new one takes some.
  return [...lists, ...single, ['usage']];
}
