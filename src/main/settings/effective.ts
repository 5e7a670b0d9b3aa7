import { StudioError } from '../../contract/errors.ts';
import type { Provider } from '../../contract/provider.ts';
import type { Settings } from '../../contract/settings.ts';

export interface ConnectionChoice {
  kind: 'local' | 'remote';
  /** Of a remote one; undefined: it isn't set anywhere. */
  url?: string;
}

export interface ChoiceSources {
  settings: Pick<Settings, 'connection' | 'provider'>;
  env: NodeJS.ProcessEnv;
  /** What this very process was told, by an option of its own; see `explicitConnection`. */
  explicit: ConnectionChoice['kind'] | undefined;
}

/**
 * Which LiveKit holds: what this process was told, else the settings, else the environment, else the
 * embedded server. Told explicitly, the environment's address comes before the one of the settings.
 */
export function effectiveConnection({ settings, env, explicit }: ChoiceSources): ConnectionChoice {
  const set = settings.connection;
  const kind = explicit ?? set?.kind ?? connectionKind(env) ?? 'local';
  if (kind === 'local') return { kind };
  const fromEnv = env['LIVEKIT_URL']?.trim();
  const fromSettings = set?.kind === 'remote' ? set.url : undefined;
  const url = explicit === undefined ? fromSettings || fromEnv : fromEnv || fromSettings;
  return { kind, ...(url ? { url } : {}) };
}

/**
 * The one place where the precedence is turned round: a command line is told by its own option or by
 * DUOLOGUE_CONNECTION, whatever the settings of the window say. Other hosts follow the settings.
 *
 * @throws StudioError `invalid-input` for a DUOLOGUE_CONNECTION that is neither
 */
export function explicitConnection(options: {
  hostKind: 'cli' | 'web' | 'electron';
  option: ConnectionChoice['kind'] | undefined;
  env: NodeJS.ProcessEnv;
}): ConnectionChoice['kind'] | undefined {
  const named = connectionKind(options.env); // a word that is none is an error with every host
  return options.option ?? (options.hostKind === 'cli' ? named : undefined);
}

function connectionKind(env: NodeJS.ProcessEnv): ConnectionChoice['kind'] | undefined {
  const named = env['DUOLOGUE_CONNECTION'];
  if (!named) return undefined;
  if (named === 'local' || named === 'remote') return named;
  throw new StudioError({
    code: 'invalid-input',
    message: `DUOLOGUE_CONNECTION is "${named}".`,
    remedy: 'Set it to "local" or "remote", or leave it out.',
  });
}

/** Which provider the Run page offers first. Without a choice: the one that works without any key. */
export function effectiveProvider(settings: Pick<Settings, 'provider'>): Provider {
  return settings.provider ?? 'rehearsal';
}
