import { formatCountOf } from '../../format/numbers.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ExportForm } from './export-form.tsx';

/** Exports conversations. Closing it does not end an export that runs. */
export function ExportDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Export ${formatCountOf(ids.length, 'conversation')}`}
    >
      <ExportForm ids={ids} />
    </Dialog>
  );
}
