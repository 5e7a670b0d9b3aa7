import { StudioError } from '../../contract/errors.ts';
import { ENVIRONMENT_CONNECTION, type NamedConnection } from '../../contract/settings.ts';
import { remoteConnection, type LivekitTarget } from '../livekit/connection.ts';
import type { ConnectionChoice } from './effective.ts';

interface Sources {
  connections: readonly NamedConnection[];
  /** See `Secrets.livekitKeys`. */
  keysOf: (id: string, url: string) => [key: string | undefined, secret: string | undefined];
}

/**
 * A connection with its keys.
 *
 * @throws StudioError `invalid-input` that names what is missing
 */
export function remoteTarget(
  choice: ConnectionChoice,
  { connections, keysOf }: Sources,
): Extract<LivekitTarget, { kind: 'remote' }> {
  if (choice.kind === 'local') throw new Error('The embedded server has no address yet.');
  const { id, name, url } = choice;
  if (!url && id !== ENVIRONMENT_CONNECTION) throw unknown(name, connections);
  const [apiKey, apiSecret] = keysOf(id, url ?? '');
  const isEnvironment = id === ENVIRONMENT_CONNECTION;
  const what = isEnvironment ? 'What LIVEKIT_URL and its keys say' : `The connection “${name}”`;
  if (url && apiKey && apiSecret) return remoteConnection({ url, apiKey, apiSecret }, what);
  throw isEnvironment
    ? incomplete({ LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret })
    : keyless(name, { 'API key': apiKey, 'API secret': apiSecret });
}

function missingOf(parts: Record<string, string | undefined>): string[] {
  return Object.keys(parts).filter((name) => !parts[name]);
}

function incomplete(parts: Record<string, string | undefined>): StudioError {
  const missing = missingOf(parts);
  return new StudioError({
    code: 'invalid-input',
    message: `A remote LiveKit is wanted, but ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not set.`,
    remedy:
      'Set them in the environment or in .env.local, choose a connection of the settings, or use the embedded server.',
  });
}

function keyless(name: string, parts: Record<string, string | undefined>): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `The connection “${name}” has no ${missingOf(parts).join(' and no ')}.`,
    remedy:
      'Give it in the settings, under Connection; in a terminal, which can’t open the keychain of the window, set LIVEKIT_API_KEY and LIVEKIT_API_SECRET. Or use the embedded server.',
  });
}

function unknown(name: string, connections: readonly NamedConnection[]): StudioError {
  const names = ['local', ...connections.map((connection) => connection.name)];
  return new StudioError({
    code: 'invalid-input',
    message: `There is no connection called “${name}”.`,
    remedy: `There are: ${names.join(', ')}; and “remote”, which LIVEKIT_URL and its keys describe.`,
    details: { connections: names },
  });
}
