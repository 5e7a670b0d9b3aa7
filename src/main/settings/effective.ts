import { sameConnectionName } from '../../contract/connection-id.ts';
import { providerSchema, type Provider } from '../../contract/provider.ts';
import { ENVIRONMENT_CONNECTION, type Settings } from '../../contract/settings.ts';
import { providerWord } from './provider-word.ts';

/** Which LiveKit: the embedded server, or a connection by its id. */
export type ConnectionChoice =
  | { kind: 'local' }
  | {
      kind: 'remote';
      id: string;
      name: string;
      /** Undefined: there is no such connection, or no address is set for it. */
      url?: string;
    };

export interface ChoiceSources {
  settings: Pick<Settings, 'connection' | 'connections'>;
  env: NodeJS.ProcessEnv;
  /** What this very process was told, by an option of its own; see `explicitWord`. */
  explicit: string | undefined;
}

/**
 * Which LiveKit holds: what this process was told, else the settings, else the environment, else the embedded
 * server.
 */
export function effectiveConnection(sources: ChoiceSources): ConnectionChoice {
  const { settings, env, explicit } = sources;
  if (explicit) return byWord(explicit, sources);
  const set = settings.connection;
  if (set) return set.kind === 'local' ? { kind: 'local' } : byId(set.id, sources);
  const named = env['DUOLOGUE_CONNECTION']?.trim();
  return named ? byWord(named, sources) : { kind: 'local' };
}

/** A connection by its id, whether it is there or not. */
export function byId(
  id: string,
  { settings, env }: Pick<ChoiceSources, 'settings' | 'env'>,
): ConnectionChoice {
  if (id === ENVIRONMENT_CONNECTION) {
    const url = env['LIVEKIT_URL']?.trim();
    return { kind: 'remote', id, name: 'Environment', ...(url ? { url } : {}) };
  }
  const found = settings.connections.find((connection) => connection.id === id);
  return { kind: 'remote', id, name: found?.name ?? id, ...(found ? { url: found.url } : {}) };
}

/**
 * As people name it on a command line: `local`, an id, a name, or `remote` for the one that the environment
 * describes, else the one that the settings have chosen, else the only one.
 */
function byWord(word: string, sources: ChoiceSources): ConnectionChoice {
  const { settings, env } = sources;
  if (word === 'local') return { kind: 'local' };
  if (word === 'remote') return byId(theRemote(settings, env), sources);
  const found =
    settings.connections.find(({ id }) => id === word) ??
    settings.connections.find(({ name }) => sameConnectionName(name, word));
  return byId(found?.id ?? word, sources);
}

function theRemote(settings: ChoiceSources['settings'], env: NodeJS.ProcessEnv): string {
  const { connection, connections } = settings;
  if (env['LIVEKIT_URL']?.trim()) return ENVIRONMENT_CONNECTION;
  if (connection?.kind === 'remote') return connection.id;
  const [first] = connections;
  return first && connections.length === 1 ? first.id : ENVIRONMENT_CONNECTION;
}

interface HostTold {
  hostKind: 'cli' | 'web' | 'electron';
  env: NodeJS.ProcessEnv;
}

/**
 * Which LiveKit this very process was told to use. A command line is told by its own option or by
 * DUOLOGUE_CONNECTION, else it takes the embedded server: what is chosen in a window stays with the window, so
 * that no command reaches further, or costs more, than it says. Other hosts follow the settings.
 */
export function explicitWord(told: HostTold & { option: string | undefined }): string | undefined {
  const { hostKind, env, option } = told;
  const word = option?.trim();
  if (word || hostKind !== 'cli') return word || undefined;
  return env['DUOLOGUE_CONNECTION']?.trim() || 'local';
}

/**
 * The same for the provider: DUOLOGUE_PROVIDER, else the rehearsal.
 *
 * @throws StudioError `invalid-input` for a word that is no provider, with every host
 */
export function explicitProvider({ hostKind, env }: HostTold): Provider | undefined {
  // Of a file's word `readEnvironment` has made sure.
  const provider = providerWord(env['DUOLOGUE_PROVIDER'], 'the environment');
  return hostKind === 'cli' ? (provider ?? 'rehearsal') : undefined;
}

/** Which provider the Run page offers first. Without a choice: the one that works without any key. */
export function effectiveProvider(
  settings: Pick<Settings, 'provider'>,
  env: NodeJS.ProcessEnv,
  explicit: Provider | undefined,
): Provider {
  const named = providerSchema.safeParse(env['DUOLOGUE_PROVIDER']?.trim()).data;
  return explicit ?? settings.provider ?? named ?? 'rehearsal';
}
