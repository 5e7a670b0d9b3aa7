import { CircleAlert } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { ImportEntry, OnConflict } from './import-plan.ts';
import { reasonsOf } from './import-reader.ts';
import type { Shelf, StudioDocument } from './shelf.ts';
import type { Import } from './use-import.ts';

const choices: { value: OnConflict; label: string }[] = [
  { value: 'keep-both', label: 'Keep both' },
  { value: 'replace', label: 'Replace' },
  { value: 'skip', label: 'Leave out' },
];

interface ImportDialogProps<T extends StudioDocument> {
  shelf: Shelf<T>;
  importing: Import<T>;
}

/** Asks about documents that exist already, and says which files couldn't be read and why. */
export function ImportDialog<T extends StudioDocument>({ shelf, importing }: ImportDialogProps<T>) {
  const { open } = importing;
  if (!open) return null;
  const count = open.entries.filter(
    ({ conflictsWith, choice }) => conflictsWith === undefined || choice !== 'skip',
  ).length;
  const nothing = open.entries.length === 0;
  return (
    <Dialog
      open
      onOpenChange={(stays) => !stays && importing.cancel()}
      title={nothing ? 'Nothing could be imported' : `Import ${shelf.plural}`}
      className="max-w-2xl"
      footer={
        <>
          <Button onClick={importing.cancel}>{nothing ? 'Close' : 'Cancel'}</Button>
          {!nothing && (
            <Button
              variant="primary"
              busy={importing.busy}
              disabled={count === 0}
              onClick={() => void importing.confirm()}
            >
              Import {count === 1 ? `one ${shelf.noun}` : `${String(count)} ${shelf.plural}`}
            </Button>
          )}
        </>
      }
    >
      <ul className="grid gap-3">
        {open.entries.map((entry, index) => (
          <EntryRow
            key={index}
            entry={entry}
            name={shelf.naming.nameOf(entry.document)}
            onChoose={(choice) => importing.choose(index, choice)}
          />
        ))}
        {open.failed.map(({ fileName, error }, index) => (
          <li key={`failed ${String(index)}`} className="flex gap-3">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
            <div className="min-w-0">
              <p className="font-semibold break-words">{fileName} can’t be imported</p>
              <ul className="text-sm break-words text-dim">
                {reasonsOf(error).map((reason, at) => (
                  <li key={at}>{reason}</li>
                ))}
              </ul>
              {error.remedy && <p className="mt-1 text-sm text-dim">{error.remedy}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

interface EntryRowProps {
  entry: ImportEntry<unknown>;
  name: string;
  onChoose: (choice: OnConflict) => void;
}

function EntryRow({ entry, name, onChoose }: EntryRowProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <p className="truncate font-semibold">{name}</p>
        <p className="truncate text-sm text-dim">
          {entry.fileName}
          {entry.conflictsWith === undefined
            ? ' · new'
            : ` · there is ${entry.conflictsWith} with the same id`}
        </p>
      </div>
      {entry.conflictsWith !== undefined && (
        <Segmented
          size="sm"
          label={`${name}: exists already`}
          value={entry.choice}
          onChange={onChoose}
          options={choices}
        />
      )}
    </li>
  );
}
