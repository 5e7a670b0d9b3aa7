import { Download, RotateCcw, Tag, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { formatCount } from '../../format/numbers.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TagDialog } from './tag-dialog.tsx';

interface BulkBarProps {
  ids: readonly string[];
  inTrash: boolean;
  /** Tags that exist already. */
  tags: readonly string[];
  onClear: () => void;
  onTrash: () => void;
  onRestore: () => void;
  onExport: () => void;
}

/** What can be done with the chosen conversations. Stands in the place of the count, so that nothing moves. */
export function BulkBar(props: BulkBarProps) {
  const { ids, inTrash, tags, onClear, onTrash, onRestore, onExport } = props;
  const [tagging, setTagging] = useState(false);
  return (
    <div
      role="toolbar"
      aria-label="Selected conversations"
      className="flex min-w-0 items-center gap-1"
    >
      <IconButton label="Select none" shortcut="escape" onClick={onClear}>
        <X aria-hidden />
      </IconButton>
      <span role="status" className="mr-2 font-semibold whitespace-nowrap">
        {formatCount(ids.length)} selected
      </span>
      {inTrash ? (
        <Button size="sm" icon={<RotateCcw aria-hidden />} onClick={onRestore}>
          Restore
        </Button>
      ) : (
        <>
          <Button size="sm" icon={<Tag aria-hidden />} onClick={() => setTagging(true)}>
            Tag
          </Button>
          <Button size="sm" icon={<Download aria-hidden />} onClick={onExport}>
            Export
          </Button>
          <Button size="sm" variant="danger" icon={<Trash2 aria-hidden />} onClick={onTrash}>
            Delete
          </Button>
        </>
      )}
      {tagging && <TagDialog {...{ ids, tags }} onClose={() => setTagging(false)} />}
    </div>
  );
}
