import { formatDate } from '../format/index.ts';
import { Button } from '../ui/button.tsx';
import type { Draft } from './drafts.ts';

interface DraftNoteProps {
  draft: Draft;
  onTake: () => void;
  onDrop: () => void;
}

/** Offers what an earlier opening of the editor couldn't store. */
export function DraftNote({ draft, onTake, onDrop }: DraftNoteProps) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-warn-soft px-4 py-2.5"
    >
      <p className="min-w-0 flex-1">
        There are changes of {formatDate(draft.at)} that were never saved.
      </p>
      <Button size="sm" onClick={onTake}>
        Take them back
      </Button>
      <Button size="sm" variant="quiet" onClick={onDrop}>
        Discard them
      </Button>
    </div>
  );
}
