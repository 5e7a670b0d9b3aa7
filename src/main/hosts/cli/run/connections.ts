import { ENVIRONMENT_CONNECTION, type SettingsView } from '../../../../contract/settings.ts';

/** One LiveKit, as `--connection` takes it by its id or name. */
export interface ListedConnection {
  id: string;
  name: string;
  /** Undefined: the embedded server has an address while it runs only. */
  url?: string;
  hasKeys: boolean;
  /** Which of the two isn’t there, where it is known. */
  missing?: ('key' | 'secret')[];
  inUse: boolean;
}

/** The embedded server, what the environment describes, and those that the user named. */
export function listConnections(view: SettingsView): ListedConnection[] {
  const { effective, environmentConnection, settings, secrets } = view;
  const inUse = effective.connection.kind === 'local' ? 'local' : effective.connection.id;
  const isSet = (name: string): boolean =>
    secrets.some((secret) => secret.name === name && secret.source !== 'none');
  const found: Omit<ListedConnection, 'inUse'>[] = [
    { id: 'local', name: 'This computer', hasKeys: true },
  ];
  if (environmentConnection) {
    found.push({ id: ENVIRONMENT_CONNECTION, name: 'Environment', ...environmentConnection });
  }
  for (const { id, name, url } of settings.connections) {
    const missing = (['key', 'secret'] as const).filter((what) => !isSet(`livekit-${what}:${id}`));
    const hasKeys = missing.length === 0;
    found.push({ id, name, url, hasKeys, ...(hasKeys ? {} : { missing }) });
  }
  return found.map((one) => ({ ...one, inUse: one.id === inUse }));
}
