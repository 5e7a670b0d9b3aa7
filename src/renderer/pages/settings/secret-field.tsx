import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent, type ReactNode } from 'react';
import type { SecretName, SecretStatus } from '../../../contract/secrets.ts';
import type { SettingsView } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';

const sources: Record<SecretStatus['source'], string> = {
  kept: 'kept on this computer',
  session: 'until Duologue ends',
  environment: 'from the environment or .env.local',
  none: 'not set',
};

interface SecretFieldProps {
  view: SettingsView;
  name: SecretName;
  label: string;
  hint: ReactNode;
  /** Set, or cleared. */
  onStored?: () => void;
}

/** A key: it can be set and cleared, and is never shown. */
export function SecretField({ view, name, label, hint, onStored }: SecretFieldProps) {
  const [value, setValue] = useState('');
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (secret: string | undefined) =>
      secret === undefined ? studio.clearSecret(name) : studio.setSecret({ name, value: secret }),
    onSuccess: (changed) => {
      setValue('');
      queryClient.setQueryData(['settings'], changed);
      onStored?.();
    },
  });
  const source = view.secrets.find((secret) => secret.name === name)?.source ?? 'none';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (value.trim()) change.mutate(value.trim());
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Field
        label={label}
        hint={hint}
        aside={<Badge tone={source === 'none' ? 'neutral' : 'ok'}>{sources[source]}</Badge>}
      >
        <div className="flex gap-2">
          <Input
            type="password"
            autoComplete="off"
            spellCheck={false}
            aria-label={label}
            placeholder={source === 'none' ? 'Paste it here' : 'Paste a new one to replace it'}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
          <Button
            type="submit"
            aria-label={`Set ${label}`}
            disabled={!value.trim()}
            busy={change.isPending && change.variables !== undefined}
          >
            Set
          </Button>
          {(source === 'kept' || source === 'session') && (
            <Button
              variant="danger"
              aria-label={`Clear ${label}`}
              busy={change.isPending && change.variables === undefined}
              onClick={() => change.mutate(undefined)}
            >
              Clear
            </Button>
          )}
        </div>
      </Field>
      {change.isError && <ErrorNote error={change.error} />}
    </form>
  );
}
