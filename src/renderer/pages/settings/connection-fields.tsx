import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import type { ConnectionForm, WrittenConnection } from './connection-form.ts';

interface ConnectionFieldsProps {
  form: ConnectionForm;
  problems: WrittenConnection['problems'];
  /** Nothing of it is stored yet, no key either. */
  isNew: boolean;
  onChange: (form: ConnectionForm) => void;
}

/** Name, address, key and secret. */
export function ConnectionFields({ form, problems, isNew, onChange }: ConnectionFieldsProps) {
  const set = (change: Partial<ConnectionForm>) => onChange({ ...form, ...change });
  const placeholder = isNew ? 'Paste it here' : 'Paste a new one to replace it';
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
          onChange={(event) => set({ name: event.target.value })}
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
          onChange={(event) => set({ url: event.target.value })}
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        {KEYS.map(({ name, label, hint }) => (
          <Field key={name} label={label} hint={hint}>
            <Input
              type="password"
              autoComplete="off"
              spellCheck={false}
              placeholder={placeholder}
              value={form[name]}
              onChange={(event) => set({ [name]: event.target.value })}
            />
          </Field>
        ))}
      </div>
    </>
  );
}

const KEYS = [
  { name: 'key', label: 'API key', hint: 'LiveKit Cloud shows it under Settings, Keys.' },
  { name: 'secret', label: 'API secret', hint: 'Shown once, when the key is made.' },
] as const;
