import { useState } from 'react';
import type { ConversationFilter } from '../../../contract/library-api.ts';
import { useFacets, useOverview } from '../../api/queries.ts';
import { useMediaQuery } from '../../shell/use-media-query.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { Page } from '../../ui/page.tsx';
import { Facets } from './facets.tsx';
import { LibraryResults } from './library-results.tsx';
import { LibraryToolbar } from './library-toolbar.tsx';
import { filterCount } from './library-state.ts';
import { useLibraryState } from './use-library-state.ts';
import { useStable } from '../../ui/use-stable.ts';

/** The conversations that were held: found by facets and by what was said, chosen, tagged, exported, deleted. */
export default function LibraryPage() {
  const [state, change] = useLibraryState();
  const { filter, query } = state;
  const [drawer, setDrawer] = useState(false);
  const beside = useMediaQuery('(min-width: 72rem)');
  const counts = useFacets(filter).data;
  const overview = useOverview().data;
  const clear = useStable(() => change({ filter: { trash: filter.trash ?? false } }));
  const onFilter = useStable((next: ConversationFilter) => change({ filter: next }));
  const facets = <Facets {...{ filter, counts, onFilter }} onClear={clear} />;
  const inTrash = filter.trash ?? false;
  return (
    <Page
      fill
      title={inTrash ? 'Trash' : 'Library'}
      toolbar={
        <LibraryToolbar
          {...{ state, change }}
          trashed={overview?.trash ?? 0}
          filters={filterCount(filter)}
          onFilters={beside ? undefined : () => setDrawer(true)}
        />
      }
    >
      <div className="flex min-h-0 flex-1">
        {beside && (
          <aside
            aria-label="Filters"
            tabIndex={-1}
            className="w-58 shrink-0 overflow-y-auto border-r border-line py-3 pr-4 pl-5 [scrollbar-gutter:stable]"
          >
            {facets}
          </aside>
        )}
        <LibraryResults
          {...{ state, change }}
          tags={counts?.tag.map((tag) => tag.value) ?? []}
          trashed={overview?.trash ?? 0}
          narrowed={filterCount(filter) > 0}
          onClear={clear}
          key={query.trim() ? 'hits' : 'list'}
        />
      </div>
      <Drawer open={drawer && !beside} onOpenChange={setDrawer} title="Filters" className="w-80">
        {facets}
      </Drawer>
    </Page>
  );
}
