import type { StartExport } from '../../contract/export-api.ts';
import type { ConversationFilter } from '../../contract/library-api.ts';
import { formatCount } from '../format/numbers.ts';
import { filterCount } from '../pages/library/library-state.ts';

/** Conversations that may be exported from where one is. */
export interface ExportScope {
  id: 'selected' | 'shown' | 'everything';
  label: string;
  selection: StartExport['selection'];
}

/** The contract takes no longer ones. */
const LONGEST_QUERY = 500;

/** The selected ones, if any; what search and filters leave, if they leave something out; everything. */
export function scopesOf(
  ids: readonly string[],
  query: string,
  filter: ConversationFilter,
): [ExportScope, ...ExportScope[]] {
  const wanted = query.trim().slice(0, LONGEST_QUERY);
  const shown: ExportScope = {
    id: 'shown',
    label: shownLabel(wanted, filter),
    selection: { kind: 'matching', query: wanted, filter },
  };
  const selected: ExportScope = {
    id: 'selected',
    label: `The selected ${ids.length === 1 ? 'one' : formatCount(ids.length)}`,
    selection: { kind: 'ids', ids: [...ids] },
  };
  const narrowed = wanted !== '' || filterCount(filter) > 0;
  const everything: ExportScope = {
    id: 'everything',
    label: 'Everything',
    selection: { kind: 'matching' },
  };
  const all: [ExportScope, ...ExportScope[]] = narrowed ? [shown, everything] : [everything];
  return ids.length > 0 ? [selected, ...all] : all;
}

function shownLabel(query: string, filter: ConversationFilter): string {
  if (query === '') return 'All that the filters show';
  return filterCount(filter) > 0 ? 'All that search and filters show' : 'All that the search finds';
}
