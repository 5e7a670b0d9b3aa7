import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { Link } from 'wouter';
import type { SecretName } from '../../../contract/secrets.ts';
import type { NamedConnection, SettingsView } from '../../../contract/settings.ts';
import { Card } from '../../ui/card.tsx';
import { serverKeys } from './server-keys.ts';
import { SecretField } from './secret-field.tsx';

/** All keys, and how this computer keeps them. */
export function KeysSection({ view }: { view: SettingsView }) {
  return (
    <>
      <ProtectionNote view={view} />
      <Card title="OpenAI">
        <SecretField
          view={view}
          name="openai-api-key"
          label="OpenAI key"
          hint="Make one at platform.openai.com. It begins with sk-."
        />
      </Card>
      <ServersCard view={view} />
      <LivekitCard view={view} />
    </>
  );
}

const link = 'text-accent underline underline-offset-2';

/** A key for each server: it is shown to that one only. */
function ServersCard({ view }: { view: SettingsView }) {
  const keys = serverKeys(view);
  return (
    <Card title="Your own servers">
      {keys.length === 0 ? (
        <p className="text-sm text-dim">
          There are none. Servers that are set under{' '}
          <Link href="/settings/providers" className={link}>
            Providers
          </Link>{' '}
          have a field for their key here.
        </p>
      ) : (
        <div className="grid gap-5">
          {keys.map(({ name, origin, inUse }) => (
            <SecretField
              key={name}
              view={view}
              name={name}
              label={`Key of ${origin}`}
              hint={
                inUse
                  ? 'Goes to this server only. One on this computer usually needs none.'
                  : 'No stage uses this server at the moment.'
              }
            />
          ))}
        </div>
      )}
    </Card>
  );
}

function LivekitCard({ view }: { view: SettingsView }) {
  const { connections } = view.settings;
  return (
    <Card title="LiveKit">
      {connections.length === 0 ? (
        <p className="text-sm text-dim">
          There are no connections yet. They are added under{' '}
          <Link href="/settings/connection" className={link}>
            Connection
          </Link>
          , with their key and secret.
        </p>
      ) : (
        <div className="grid gap-6">
          {connections.map((connection) => (
            <ConnectionKeys key={connection.id} view={view} connection={connection} />
          ))}
        </div>
      )}
    </Card>
  );
}

interface ConnectionKeysProps {
  view: SettingsView;
  connection: NamedConnection;
}

function ConnectionKeys({ view, connection: { id, name, url } }: ConnectionKeysProps) {
  const key: SecretName = `livekit-key:${id}`;
  const secret: SecretName = `livekit-secret:${id}`;
  return (
    <div className="grid gap-4">
      <SecretField view={view} name={key} label={`API key of ${name}`} hint={url} />
      <SecretField
        view={view}
        name={secret}
        label={`API secret of ${name}`}
        hint="Shown once, when the key is made."
      />
    </div>
  );
}

/** How secrets are protected on this machine, honestly. */
export function ProtectionNote({ view: { protection } }: { view: SettingsView }) {
  const safe = protection.level === 'keychain';
  const Icon = safe ? ShieldCheck : ShieldAlert;
  return (
    <p className="flex gap-3 rounded-card border border-line bg-panel px-4 py-3 text-sm">
      <Icon
        aria-hidden
        className={safe ? 'size-5 shrink-0 text-ok' : 'size-5 shrink-0 text-warn'}
      />
      <span className="max-w-measure">
        {protection.note} Keys can be written here, but never read back.
      </span>
    </p>
  );
}
