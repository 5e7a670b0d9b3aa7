import { AudioLines, ListX, Trash2 } from 'lucide-react';
import { formatCountOf } from '../../format/numbers.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { EmptyTrashButton } from './empty-trash-button.tsx';
import { Hits } from './hits.tsx';
import type { LibraryState } from './library-state.ts';
import { List } from './list.tsx';
import { restore, trash } from './trash-actions.ts';
import { useRange } from './use-range.ts';
import { useRows } from './use-rows.ts';
import { useSelection } from './use-selection.ts';

interface LibraryResultsProps {
  state: LibraryState;
  change: (fields: Partial<LibraryState>) => void;
  tags: readonly string[];
  /** Conversations in the trash. */
  trashed: number;
  /** Filters are set. */
  narrowed: boolean;
  onClear: () => void;
  /** Of the chosen ones. */
  onExport: (ids: readonly string[]) => void;
}

/** Hits while something is searched for, else the list. */
export function LibraryResults(props: LibraryResultsProps) {
  const { state, narrowed, onClear } = props;
  const searching = state.query.trim() !== '';
  return (
    <section
      data-results
      aria-label={searching ? 'Turns that were found' : 'Conversations'}
      className="flex min-h-0 min-w-0 flex-1 flex-col bg-panel"
    >
      {searching ? (
        <Hits query={state.query} filter={state.filter} filtered={narrowed} onClear={onClear} />
      ) : (
        <Conversations {...props} />
      )}
    </section>
  );
}

function Conversations(props: LibraryResultsProps) {
  const { state, change, tags, trashed, narrowed, onClear, onExport } = props;
  const { sort, filter } = state;
  const request = { sort, filter };
  const listKey = JSON.stringify(request);
  const [range, onRange] = useRange();
  const rows = useRows(request, range.first, range.last);
  const selection = useSelection(request, rows);
  const ids = [...selection.selection.ids];
  const inTrash = filter.trash ?? false;
  const onTrash = (gone: readonly string[]) => {
    if (inTrash || gone.length === 0) return;
    void trash(gone).then((done) => done && selection.drop(gone));
  };
  if (rows.error) return <ErrorNote className="m-4" error={rows.error} onRetry={rows.retry} />;
  if (rows.pending) return <div aria-busy className="flex-1" />;
  if (rows.total === 0 && !rows.stale) {
    return <NothingHere {...{ inTrash, trashed, narrowed, onClear }} />;
  }
  return (
    <>
      <div className="flex h-12 shrink-0 items-center justify-between gap-3 border-b border-line px-3">
        {ids.length > 0 ? (
          <BulkBar
            {...{ ids, inTrash, tags }}
            onClear={selection.clear}
            onTrash={() => onTrash(ids)}
            onExport={() => onExport(ids)}
            onRestore={() => void restore(ids).then((done) => done && selection.drop(ids))}
          />
        ) : (
          <p role="status" className="px-1 text-dim">
            {formatCountOf(rows.total, 'conversation')}
            {inTrash && ' in the trash'}
          </p>
        )}
        {inTrash && <EmptyTrashButton count={rows.total} narrowed={narrowed} />}
      </div>
      <List
        {...{ listKey, rows, sort, selection, onRange, onTrash }}
        onSort={(next) => change({ sort: next })}
      />
    </>
  );
}

type NothingProps = Pick<LibraryResultsProps, 'trashed' | 'narrowed' | 'onClear'> & {
  inTrash: boolean;
};

/** Why the list is empty, and what to do about it. */
function NothingHere({ inTrash, trashed, narrowed, onClear }: NothingProps) {
  if (narrowed) {
    return (
      <EmptyState
        icon={<ListX />}
        title="No conversation fits all the filters"
        action={<Button onClick={onClear}>Clear filters</Button>}
      >
        Within one filter any of its values fits; all filters together have to.
      </EmptyState>
    );
  }
  if (inTrash) {
    return (
      <EmptyState icon={<Trash2 />} title="The trash is empty">
        Deleted conversations lie here until they are deleted for good, and can be had back.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<AudioLines />}
      title={trashed > 0 ? 'No conversation here' : 'No conversation yet'}
      action={
        <ButtonLink href="/" variant="primary">
          Run one
        </ButtonLink>
      }
    >
      Let two personas talk. Recording and transcript are kept here, to listen to, search and
      export.
    </EmptyState>
  );
}
