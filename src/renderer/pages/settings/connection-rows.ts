import {
  ENVIRONMENT_CONNECTION,
  type NamedConnection,
  type SettingsView,
  type TestConnection,
} from '../../../contract/settings.ts';

/** One place where conversations can run. */
export interface ConnectionRow {
  /** `local`, or the connection's id. */
  id: string;
  name: string;
  /** Its address, or what it is. */
  detail: string;
  /** What is missing before it can be used. */
  missing: string | undefined;
  inUse: boolean;
  test: TestConnection;
  /** One that the user made, and can change. */
  named: NamedConnection | undefined;
}

/** This computer, the environment where it describes one, and those that the user named. */
export function connectionRows(view: SettingsView): ConnectionRow[] {
  const { connection } = view.effective;
  const inUse = (id: string): boolean =>
    connection.kind === 'local' ? id === 'local' : id === connection.id;
  const environment = view.environmentConnection;
  return [
    {
      id: 'local',
      name: 'This computer',
      detail: 'Duologue’s own LiveKit server. Nothing to set up, and no sound leaves the machine.',
      missing: undefined,
      inUse: inUse('local'),
      test: { kind: 'local' },
      named: undefined,
    },
    ...(environment
      ? [
          {
            id: ENVIRONMENT_CONNECTION,
            name: 'Environment',
            detail: `${environment.url}, as the environment or .env.local says`,
            missing: environment.hasKeys ? undefined : 'LIVEKIT_API_KEY or LIVEKIT_API_SECRET',
            inUse: inUse(ENVIRONMENT_CONNECTION),
            test: { kind: 'remote', id: ENVIRONMENT_CONNECTION } as const,
            named: undefined,
          },
        ]
      : []),
    ...view.settings.connections.map((named) => ({
      id: named.id,
      name: named.name,
      detail: named.url,
      missing: missingOf(view, named.id),
      inUse: inUse(named.id),
      test: { kind: 'remote', id: named.id } as const,
      named,
    })),
  ];
}

function missingOf(view: SettingsView, id: string): string | undefined {
  const isSet = (name: string): boolean =>
    view.secrets.some((secret) => secret.name === name && secret.source !== 'none');
  const missing = [
    ...(isSet(`livekit-key:${id}`) ? [] : ['API key']),
    ...(isSet(`livekit-secret:${id}`) ? [] : ['API secret']),
  ];
  return missing.join(' and ') || undefined;
}
