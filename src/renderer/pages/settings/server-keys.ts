import type { SecretName } from '../../../contract/secrets.ts';
import { serverOrigins, type SettingsView } from '../../../contract/settings.ts';

export interface ServerKeyRow {
  name: SecretName;
  origin: string;
  /** A stage is set to it. */
  inUse: boolean;
}

const PREFIX = 'server-key:';

/** The servers that are set or have a key. */
export function serverKeys({ settings, secrets }: SettingsView): ServerKeyRow[] {
  const used = new Set(serverOrigins(settings));
  return secrets
    .filter(({ name }) => name.startsWith(PREFIX))
    .map(({ name }) => {
      const origin = name.slice(PREFIX.length);
      return { name, origin, inUse: used.has(origin) };
    });
}
