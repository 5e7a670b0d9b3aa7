import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NamedConnection, SettingsView } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.ts';
import {
  connectionFormOf,
  withConnection,
  writtenConnection,
  writtenSecrets,
  type ConnectionForm,
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
  const queryClient = useQueryClient();
  const { connection, problems } = writtenConnection(form, view.settings.connections, edited);
  const store = useMutation({
    mutationFn: async (wanted: NamedConnection) => {
      let changed = await studio.saveSettings(withConnection(view.settings, wanted));
      // The page knows of it even when the keychain refuses a key.
      queryClient.setQueryData(['settings'], changed);
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
        <AddressFields
          form={form}
          problems={tried ? problems : { ...(form.url ? problems : {}), name: undefined }}
          onChange={setForm}
        />
        <KeyFields form={form} isNew={edited === undefined} onChange={setForm} />
        {store.isError && <ErrorNote error={store.error} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  form: ConnectionForm;
  onChange: (form: ConnectionForm) => void;
}

interface AddressFieldsProps extends FieldsProps {
  problems: { name?: string | undefined; url?: string | undefined };
}

function AddressFields({ form, problems, onChange }: AddressFieldsProps) {
  return (
    <>
      <Field
        label="Name"
        hint="As you will call it, also on the command line."
        error={problems.name}
      >
        <Input
          autoComplete="off"
          placeholder="My LiveKit Cloud"
          value={form.name}
          onChange={(event) => onChange({ ...form, name: event.target.value })}
        />
      </Field>
      <Field
        label="Address"
        hint="As LiveKit Cloud shows it, or ws://host:7880 of a server of your own."
        error={problems.url}
      >
        <Input
          type="text"
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          placeholder="wss://my-project.livekit.cloud"
          value={form.url}
          onChange={(event) => onChange({ ...form, url: event.target.value })}
        />
      </Field>
    </>
  );
}

function KeyFields({ form, isNew, onChange }: FieldsProps & { isNew: boolean }) {
  const placeholder = isNew ? 'Paste it here' : 'Paste a new one to replace it';
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="API key" hint="LiveKit Cloud shows it under Settings, Keys.">
        <Input
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={form.key}
          onChange={(event) => onChange({ ...form, key: event.target.value })}
        />
      </Field>
      <Field label="API secret" hint="Shown once, when the key is made.">
        <Input
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={form.secret}
          onChange={(event) => onChange({ ...form, secret: event.target.value })}
        />
      </Field>
    </div>
  );
}
