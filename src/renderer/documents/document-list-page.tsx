import type { UseQueryResult } from '@tanstack/react-query';
import { FileUp, Plus } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { formatCountOf } from '../format/index.ts';
import { usePaletteCommands } from '../shell/palette-store.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { SearchInput } from '../ui/input.tsx';
import { Page } from '../ui/page.tsx';
import { useStable } from '../ui/use-stable.ts';
import { CardGrid } from './card-grid.tsx';
import { CardSkeletons } from './card-skeletons.tsx';
import { DropZone } from './drop-zone.tsx';
import { ImportDialog } from './import-dialog.tsx';
import type { Shelf, StudioDocument } from './shelf.ts';
import { TagFilter } from './tag-filter.tsx';
import { useDocumentActions, type DocumentActions } from './use-document-actions.ts';
import { useDocumentList } from './use-document-list.ts';
import { useImport } from './use-import.ts';

interface DocumentListPageProps<T extends StudioDocument> {
  shelf: Shelf<T>;
  query: UseQueryResult<T[]>;
  title: string;
  /** What such a document is good for, for somebody who has none. */
  teach: { icon: ReactNode; title: string; text: ReactNode };
  renderCard: (document: T, used: number | undefined, actions: DocumentActions<T>) => ReactNode;
  /** The dialog that makes a new one. */
  renderNew: (all: readonly T[], close: () => void) => ReactNode;
}

/** The page of all personas or of all scenarios. */
export function DocumentListPage<T extends StudioDocument>(props: DocumentListPageProps<T>) {
  const { shelf, query, title, teach, renderCard, renderNew } = props;
  const list = useDocumentList(shelf, query);
  const actions = useDocumentActions(shelf, list.all);
  const importing = useImport(shelf, list.all);
  const [creating, setCreating] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const create = () => setCreating(true);
  const choose = () => files.current?.click();
  const startImport = useStable((dropped: readonly File[]) => void importing.start(dropped));

  useShortcuts(title, [{ keys: 'n', label: `New ${shelf.noun}`, run: create }]);
  usePaletteCommands([
    {
      id: `new-${shelf.kind}`,
      label: `New ${shelf.noun}`,
      group: title,
      shortcut: 'n',
      run: create,
    },
    { id: `import-${shelf.kind}`, label: `Import ${shelf.plural}`, group: title, run: choose },
  ]);

  const buttons = (
    <>
      <Button icon={<FileUp aria-hidden />} onClick={choose}>
        Import
      </Button>
      <Button variant="primary" icon={<Plus aria-hidden />} onClick={create}>
        New {shelf.noun}
      </Button>
    </>
  );
  return (
    <Page
      title={title}
      subtitle={query.data && formatCountOf(list.all.length, shelf.noun, shelf.plural)}
      actions={buttons}
      toolbar={
        <>
          <SearchInput
            value={list.search}
            onChange={list.setSearch}
            placeholder={`Search ${shelf.plural}`}
            shortcut="/"
            className="w-64"
          />
          <TagFilter tags={list.tagCounts} chosen={list.tags} onChange={list.setTags} />
        </>
      }
    >
      <DropZone
        invitation={`Drop YAML or JSON files to import ${shelf.plural}`}
        onFiles={startImport}
      >
        {query.isPending && <CardSkeletons />}
        {query.isError && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {query.data && list.all.length === 0 && (
          <EmptyState icon={teach.icon} title={teach.title} action={buttons}>
            {teach.text}
          </EmptyState>
        )}
        {list.all.length > 0 && list.shown.length === 0 && (
          <EmptyState
            icon={teach.icon}
            title={`No ${shelf.noun} matches`}
            action={<Button onClick={list.clear}>Show all {shelf.plural}</Button>}
          >
            Try fewer letters or fewer tags.
          </EmptyState>
        )}
        {list.shown.length > 0 && (
          <CardGrid
            label={title}
            items={list.shown}
            keyOf={({ id }) => id}
            render={(document) => renderCard(document, list.used(document.id), actions)}
            onDelete={(document) => void actions.remove(document)}
          />
        )}
      </DropZone>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept=".yaml,.yml,.json"
        aria-label={`Files with ${shelf.plural}`}
        onChange={(event) => {
          startImport([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <ImportDialog shelf={shelf} importing={importing} />
      {creating && renderNew(list.all, () => setCreating(false))}
    </Page>
  );
}
