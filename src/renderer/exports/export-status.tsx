import type { ExportProgress } from '../../contract/export-api.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ExportProgressView } from './export-progress-view.tsx';

interface ExportStatusProps {
  first: ExportProgress;
  onClose: () => void;
}

/** How far an export is, or how it ended, wherever one is in the studio. */
export default function ExportStatus({ first, onClose }: ExportStatusProps) {
  return (
    <Dialog open onOpenChange={onClose} title="Export" className="max-w-xl">
      <ExportProgressView first={first} />
    </Dialog>
  );
}
