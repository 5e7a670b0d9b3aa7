import { ListFilter, Trash2 } from 'lucide-react';
import type { Sort } from '../../../contract/library-api.ts';
import { formatCount } from '../../format/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { SearchInput } from '../../ui/input.tsx';
import type { Option } from '../../ui/option.ts';
import { Select } from '../../ui/select.tsx';
import { withFields, type LibraryState } from './library-state.ts';

const sorts: readonly Option<Sort>[] = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'longest', label: 'Longest first' },
  { value: 'shortest', label: 'Shortest first' },
  { value: 'most-turns', label: 'Most turns first' },
  { value: 'title', label: 'By title' },
  { value: 'gap', label: 'Longest gaps first' },
  { value: 'overlap', label: 'Most overlap first' },
];

interface LibraryToolbarProps {
  state: LibraryState;
  change: (fields: Partial<LibraryState>) => void;
  /** Conversations in the trash. */
  trashed: number;
  /** Filters that are set. */
  filters: number;
  /** Where the filters have no room beside the list. */
  onFilters: (() => void) | undefined;
}

/** Search, order, and the way to the trash and back. */
export function LibraryToolbar(props: LibraryToolbarProps) {
  const { state, change, trashed, filters, onFilters } = props;
  const { query, sort, filter } = state;
  const inTrash = filter.trash ?? false;
  return (
    <>
      {onFilters && (
        <Button icon={<ListFilter aria-hidden />} onClick={onFilters}>
          Filters{filters > 0 && ` · ${filters}`}
        </Button>
      )}
      <SearchInput
        className="min-w-48 flex-1"
        value={query}
        onChange={(next) => change({ query: next })}
        placeholder="Search what was said"
        shortcut="/"
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          document
            .querySelector<HTMLElement>('[data-results] a, [data-results] [role=grid]')
            ?.focus();
        }}
      />
      <Select
        label="Order"
        className="w-44"
        value={sort}
        // Hits come in the order of how well they fit.
        disabled={query.trim() !== ''}
        options={sorts}
        onChange={(next) => change({ sort: next })}
      />
      <Button
        icon={<Trash2 aria-hidden />}
        aria-pressed={inTrash}
        className={inTrash ? 'bg-raise' : ''}
        onClick={() => change({ filter: withFields(filter, { trash: !inTrash }) })}
      >
        Trash{trashed > 0 && ` · ${formatCount(trashed)}`}
      </Button>
    </>
  );
}
