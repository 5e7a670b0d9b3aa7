import { setImmediate } from 'node:timers/promises';
import type { ConversationFilter, SearchHit } from '../../../contract/library-api.ts';
import type { Library } from '../../library/index.ts';

/** The hits of all slices, with a pause for others between two of them. */
export async function searchGently(
  library: Pick<Library, 'search'>,
  query: string,
  limit: number,
  filter: ConversationFilter,
): Promise<SearchHit[]> {
  const found: SearchHit[] = [];
  for (const hits of library.search(query, limit, filter)) {
    found.push(...hits);
    if (found.length < limit) await setImmediate();
  }
  return found;
}
