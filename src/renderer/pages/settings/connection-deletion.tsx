import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NamedConnection, SettingsView } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { toast } from '../../ui/toast.ts';
import { withoutConnection } from './connection-form.ts';

interface ConnectionDeletionProps {
  view: SettingsView;
  connection: NamedConnection;
  onClose: () => void;
}

/** Asked because key and secret can't be had back: nobody can read them out. */
export function ConnectionDeletion({ view, connection, onClose }: ConnectionDeletionProps) {
  const { id, name } = connection;
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => studio.saveSettings(withoutConnection(view.settings, id), view.settings),
    onSuccess: (changed) => {
      queryClient.setQueryData(['settings'], changed);
      toast.done(`${name} is deleted.`);
      onClose();
    },
  });
  const inUse = view.effective.connection.id === id;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${name}?`}
      description={`Its key and secret are forgotten, too: to have it back, they have to be entered again.${inUse ? ' Conversations run on this computer from now on.' : ''}`}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            Delete the connection
          </Button>
        </>
      }
    >
      {remove.isError && <ErrorNote error={remove.error} />}
    </Dialog>
  );
}
