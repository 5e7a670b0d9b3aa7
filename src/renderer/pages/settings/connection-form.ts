import {
  newConnectionId,
  RESERVED_CONNECTIONS,
  sameConnectionName,
} from '../../../contract/connection-id.ts';
import type { SetSecret } from '../../../contract/secrets.ts';
import {
  namedConnectionSchema,
  type NamedConnection,
  type Settings,
} from '../../../contract/settings.ts';

/** A connection as it is being written. */
export interface ConnectionForm {
  name: string;
  url: string;
  /** Written anew; empty: as it is stored. */
  key: string;
  secret: string;
}

export function connectionFormOf(connection: NamedConnection | undefined): ConnectionForm {
  return { name: connection?.name ?? '', url: connection?.url ?? '', key: '', secret: '' };
}

export interface WrittenConnection {
  /** Undefined while something is wrong. */
  connection: NamedConnection | undefined;
  problems: { name?: string; url?: string };
}

/**
 * The connection that was written; an address without a scheme is taken as wss://.
 *
 * @param edited the one that is changed; undefined: a new one.
 */
export function writtenConnection(
  form: ConnectionForm,
  others: readonly NamedConnection[],
  edited: NamedConnection | undefined,
): WrittenConnection {
  const name = form.name.trim();
  const typed = form.url.trim();
  const url = typed && !typed.includes('://') ? `wss://${typed}` : typed;
  const problems = {
    ...problemOf('name', nameProblem(name, others, edited)),
    ...problemOf('url', urlProblem(url)),
  };
  if (Object.keys(problems).length > 0) return { connection: undefined, problems };
  const taken = others.map(({ id }) => id);
  return { connection: { id: edited?.id ?? newConnectionId(name, taken), name, url }, problems };
}

function problemOf(
  field: 'name' | 'url',
  problem: string | undefined,
): WrittenConnection['problems'] {
  return problem === undefined ? {} : { [field]: problem };
}

function nameProblem(
  name: string,
  others: readonly NamedConnection[],
  edited: NamedConnection | undefined,
): string | undefined {
  if (!name) return 'It needs a name.';
  if (name.length > 80) return 'Use 80 characters or fewer.';
  const isTaken = others.some((one) => one.id !== edited?.id && sameConnectionName(one.name, name));
  if (isTaken) return 'Another connection has this name.';
  const means = RESERVED_CONNECTIONS.some((word) => sameConnectionName(word, name));
  return means ? 'This word means something else here.' : undefined;
}

function urlProblem(url: string): string | undefined {
  if (!url) return 'It needs an address.';
  if (/^\w+:\/\/[^/?#]*@/.test(url)) return 'An address holds no name and password.';
  const isAddress = namedConnectionSchema.shape.url.safeParse(url).success;
  return isAddress ? undefined : 'That is not an address. It begins with wss:// or ws://.';
}

/** What was written into the fields of key and secret. */
export function writtenSecrets({ key, secret }: ConnectionForm, id: string): SetSecret[] {
  const written: SetSecret[] = [
    { name: `livekit-key:${id}`, value: key.trim() },
    { name: `livekit-secret:${id}`, value: secret.trim() },
  ];
  return written.filter(({ value }) => value !== '');
}

/** The settings with a connection in its place, or added at the end. */
export function withConnection(settings: Settings, connection: NamedConnection): Settings {
  const { connections } = settings;
  const isThere = connections.some(({ id }) => id === connection.id);
  return {
    ...settings,
    connections: isThere
      ? connections.map((one) => (one.id === connection.id ? connection : one))
      : [...connections, connection],
  };
}

/** The settings without a connection; where it was chosen, conversations run on this computer again. */
export function withoutConnection(settings: Settings, id: string): Settings {
  const { connection } = settings;
  const wasChosen = connection?.kind === 'remote' && connection.id === id;
  return {
    ...settings,
    connections: settings.connections.filter((one) => one.id !== id),
    ...(wasChosen ? { connection: { kind: 'local' } } : {}),
  };
}

/** A name for the connection of an `.env.local`: the project of LiveKit Cloud, else the host. */
export function nameFromEnv(text: string): string {
  const written = /^\s*(?:export\s+)?LIVEKIT_URL\s*=\s*["']?(\S+?)["']?\s*$/mu.exec(text)?.[1];
  const host = written && URL.canParse(written) ? new URL(written).hostname : '';
  return (host.endsWith('.livekit.cloud') ? host.slice(0, host.indexOf('.')) : host) || 'LiveKit';
}
