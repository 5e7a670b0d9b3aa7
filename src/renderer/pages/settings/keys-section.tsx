import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { SettingsView } from '../../../contract/settings.ts';
import { Card } from '../../ui/card.tsx';
import { SecretField } from './secret-field.tsx';

/** All keys, and how this computer keeps them. */
export function KeysSection({ view }: { view: SettingsView }) {
  return (
    <>
      <ProtectionNote view={view} />
      <Card title="Language and speech">
        <div className="grid gap-5">
          <SecretField
            view={view}
            name="openai-api-key"
            label="OpenAI key"
            hint="Make one at platform.openai.com. It begins with sk-."
          />
          <SecretField
            view={view}
            name="compatible-api-key"
            label="Key of the compatible server"
            hint="Goes to the servers that are set under Providers. A server on this computer usually needs none."
          />
        </div>
      </Card>
      <Card title="Remote LiveKit">
        <LiveKitKeys view={view} />
      </Card>
    </>
  );
}

/** Key and secret of a remote LiveKit; also a part of the connection. */
export function LiveKitKeys({ view }: { view: SettingsView }) {
  return (
    <div className="grid gap-5">
      <SecretField
        view={view}
        name="livekit-api-key"
        label="LiveKit API key"
        hint="Only for a remote LiveKit; LiveKit Cloud shows it under Settings, Keys."
      />
      <SecretField
        view={view}
        name="livekit-api-secret"
        label="LiveKit API secret"
        hint="Shown once when the key is made."
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
