import { Download, Upload } from 'lucide-react';
import { useState } from 'react';
import type { ConversationFilter } from '../../../contract/library-api.ts';
import { useFacets, useOverview } from '../../api/queries.ts';
import { DropZone } from '../../documents/drop-zone.tsx';
import { ExportDialog } from '../../exports/export-dialog.tsx';
import { scopesOf } from '../../exports/scopes.ts';
import { filesOfDrop } from '../../imports/dropped-files.ts';
import { ImportDialog } from '../../imports/import-dialog.tsx';
import { closeImport, openImport, useOpenedImport } from '../../imports/import-store.ts';
import { usePaletteCommands } from '../../shell/palette-store.ts';
import { useMediaQuery } from '../../shell/use-media-query.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.ts';
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
  /** The chosen ones that are exported, perhaps none; undefined: no dialog. */
  const [exported, setExported] = useState<readonly string[]>();
  const importing = useOpenedImport();
  const beside = useMediaQuery('(min-width: 72rem)');
  const counts = useFacets(filter).data;
  const overview = useOverview().data;
  const clear = useStable(() => change({ filter: { trash: filter.trash ?? false } }));
  const onFilter = useStable((next: ConversationFilter) => change({ filter: next }));
  const facets = <Facets {...{ filter, counts, onFilter }} onClear={clear} />;
  const inTrash = filter.trash ?? false;
  const onExport = useStable((ids: readonly string[]) => setExported(ids));
  usePaletteCommands([
    {
      ...{ id: 'export', label: 'Export conversations…', group: 'This page' },
      keywords: ['dataset', 'download', 'save'],
      run: () => setExported([]),
    },
  ]);
  return (
    <Page
      fill
      title={inTrash ? 'Trash' : 'Library'}
      actions={
        <>
          <Button icon={<Upload aria-hidden />} onClick={() => openImport()}>
            Import…
          </Button>
          <Button icon={<Download aria-hidden />} onClick={() => setExported([])}>
            Export…
          </Button>
        </>
      }
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
          onExport={onExport}
          key={query.trim() ? 'hits' : 'list'}
        />
      </div>
      <Drawer open={drawer && !beside} onOpenChange={setDrawer} title="Filters" className="w-80">
        {facets}
      </Drawer>
      {exported && (
        <ExportDialog
          scopes={scopesOf(exported, query, filter)}
          onClose={() => setExported(undefined)}
        />
      )}
      {importing ? (
        <ImportDialog files={importing.files} onClose={closeImport} />
      ) : (
        <DropZone invitation="Drop to import conversations" onDrop={onDrop}>
          {null}
        </DropZone>
      )}
    </Page>
  );
}

function onDrop(transfer: DataTransfer): void {
  filesOfDrop(transfer).then((files) => {
    if (files.length > 0) openImport(files);
  }, toast.error);
}
