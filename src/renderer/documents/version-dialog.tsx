import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentVersion } from '../../contract/document-api.ts';
import { studio } from '../api/client.ts';
import { formatDate } from '../format/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { toast } from '../ui/toast.ts';
import { diffDocuments } from './document-diff.ts';
import { FieldDiffs } from './field-diffs.tsx';
import type { Shelf, StudioDocument } from './shelf.ts';

interface VersionDialogProps<T extends StudioDocument> {
  shelf: Shelf<T>;
  /** As it stands in the editor. */
  current: T;
  version: DocumentVersion;
  onRestore: (version: T) => Promise<void>;
  onClose: () => void;
}

/** What has changed since a version, and the way back to it. */
export function VersionDialog<T extends StudioDocument>(props: VersionDialogProps<T>) {
  const { shelf, current, version, onRestore, onClose } = props;
  const [busy, setBusy] = useState(false);
  const then = useVersion(shelf, current.id, version.version);
  const restore = async (wanted: T) => {
    setBusy(true);
    try {
      await onRestore(wanted);
      onClose();
    } catch (error) {
      toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  const wanted = then.data;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Version of ${formatDate(version.savedAt)}`}
      description="What has changed since then, field by field."
      className="max-w-3xl"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            busy={busy}
            disabled={!wanted}
            onClick={() => wanted && void restore(wanted)}
          >
            Restore this version
          </Button>
        </>
      }
    >
      {then.isPending && <Skeleton className="h-40" />}
      {then.isError && <ErrorNote error={then.error} onRetry={() => void then.refetch()} />}
      {wanted && <FieldDiffs diffs={diffDocuments(wanted, current, shelf.fields)} />}
    </Dialog>
  );
}

function useVersion<T extends StudioDocument>(shelf: Shelf<T>, id: string, version: number) {
  return useQuery({
    // Below `versions`: a sitting that goes on replaces its version.
    queryKey: ['versions', shelf.kind, id, version],
    queryFn: async () =>
      shelf.schema.parse(await studio.getVersion({ kind: shelf.kind, id, version })),
  });
}
