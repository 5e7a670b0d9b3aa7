import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { SecretName, SecretStatus } from '../../../contract/secrets.ts';
import type { SettingsView } from '../../../contract/settings.ts';
import { Button } from '../../ui/button.tsx';
import { SecretField } from './secret-field.tsx';

const words: Record<SecretStatus['source'], string> = {
  kept: 'has a key, kept on this computer',
  session: 'has a key until Duologue ends',
  environment: 'has a key from the environment or .env.local',
  none: 'has no key',
};

interface ServerKeyProps {
  view: SettingsView;
  name: SecretName;
  /** Whom the key is shown to. */
  server: string;
  label: string;
  hint: string;
  /** It takes no request without one. */
  needed: boolean;
}

/** Whether a server has its key, in a line; the field to write it is a press away. */
export function ServerKey({ view, name, server, label, hint, needed }: ServerKeyProps) {
  const source = view.secrets.find((secret) => secret.name === name)?.source ?? 'none';
  const [open, setOpen] = useState(false);
  const missing = needed && source === 'none';
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <KeyRound
          aria-hidden
          className={missing ? 'size-4 shrink-0 text-warn' : 'size-4 shrink-0 text-faint'}
        />
        <span className="min-w-0 break-words">
          <span className="font-[550]">{server}</span>{' '}
          <span className={missing ? 'text-warn' : 'text-dim'}>{words[source]}.</span>
        </span>
        <Button
          size="sm"
          variant="quiet"
          aria-expanded={open}
          aria-label={`${open ? 'Close' : source === 'none' ? 'Add' : 'Change'}: ${label}`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Close' : source === 'none' ? 'Add a key' : 'Change'}
        </Button>
      </p>
      {open && <SecretField {...{ view, name, label, hint }} onStored={() => setOpen(false)} />}
    </div>
  );
}
