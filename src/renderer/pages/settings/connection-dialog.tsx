import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NamedConnection, SettingsView } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { toast } from '../../ui/toast.ts';
import { ConnectionFields } from './connection-fields.tsx';
import {
  connectionFormOf,
  withConnection,
  writtenConnection,
  writtenSecrets,
} from './connection-form.ts';

interface ConnectionDialogProps {
  view: SettingsView;
  /** What is changed; undefined: a new one. */
  edited: NamedConnection | undefined;
  onClose: () => void;
}

/** A LiveKit of the user's: its name, its address, its key and secret. */
export function ConnectionDialog({ view, edited, onClose }: ConnectionDialogProps) {
  const [form, setForm] = useState(() => connectionFormOf(edited));
  const [tried, setTried] = useState(false);
  // A new one is stored before its keys: when one of these is refused, the next attempt changes it.
  const [stored, setStored] = useState(edited);
  const queryClient = useQueryClient();
  const { connection, problems } = writtenConnection(form, view.settings.connections, stored);
  const store = useMutation({
    mutationFn: async (wanted: NamedConnection) => {
      const { settings } = view;
      let changed = await studio.saveSettings(withConnection(settings, wanted), settings);
      queryClient.setQueryData(['settings'], changed);
      setStored(wanted);
      for (const secret of writtenSecrets(form, wanted.id)) {
        changed = await studio.setSecret(secret);
      }
      return changed;
    },
    onSuccess: (changed, { name }) => {
      queryClient.setQueryData(['settings'], changed);
      toast.done(edited ? `${name} is changed.` : `${name} is added.`);
      onClose();
    },
  });
  const submit = () => (connection ? store.mutate(connection) : setTried(true));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={edited ? `Edit ${edited.name}` : 'Add a connection'}
      description="LiveKit Cloud, or a LiveKit server of your own. The sound of conversations goes through it."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={store.isPending} onClick={submit}>
            {edited ? 'Save the connection' : 'Add the connection'}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ConnectionFields
          form={form}
          problems={tried ? problems : form.url && problems.url ? { url: problems.url } : {}}
          isNew={edited === undefined}
          onChange={setForm}
        />
        {store.isError && <ErrorNote error={store.error} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
