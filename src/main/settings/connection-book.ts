import {
  ENVIRONMENT_CONNECTION,
  type Settings,
  type SettingsView,
} from '../../contract/settings.ts';
import { withoutPassword, type LivekitTarget } from '../livekit/connection.ts';
import { byId, effectiveConnection, type ConnectionChoice } from './effective.ts';
import { remoteTarget } from './remote-target.ts';
import { namesOfConnection, type Secrets } from './secrets.ts';

export type RemoteTarget = Extract<LivekitTarget, { kind: 'remote' }>;

export interface ConnectionSources {
  settings: () => Settings;
  /** With what `.env.local` adds. */
  env: NodeJS.ProcessEnv;
  /** See `explicitWord`. */
  explicit: string | undefined;
  secrets: Secrets;
}

/** Which LiveKit there are, and which of them holds: settings, environment and keys together. */
export class ConnectionBook {
  readonly #sources: ConnectionSources;

  constructor(sources: ConnectionSources) {
    this.#sources = sources;
  }

  /** @param settings others than those that hold: what would be chosen by them */
  choice(settings: Settings = this.#sources.settings()): ConnectionChoice {
    const { env, explicit } = this.#sources;
    return effectiveConnection({ settings, env, explicit });
  }

  /** The same as it may be shown. */
  shown(): ConnectionChoice {
    const choice = this.choice();
    const hasUrl = choice.kind === 'remote' && choice.url !== undefined;
    return hasUrl ? { ...choice, url: withoutPassword(choice.url ?? '') } : choice;
  }

  /** The LiveKit of the next run. Throws `invalid-input` for one that isn't there or isn't wholly set. */
  target(): LivekitTarget {
    const choice = this.choice();
    return choice.kind === 'local' ? choice : this.#target(choice);
  }

  /**
   * A connection by its id, with the keys that are set for it.
   *
   * @param url in place of the one that is set. Throws `invalid-input`.
   */
  remote(id: string, url?: string): RemoteTarget {
    const { env, settings } = this.#sources;
    const choice = byId(id, { settings: settings(), env });
    return this.#target(url && choice.kind === 'remote' ? { ...choice, url } : choice);
  }

  /** What the environment says of a LiveKit. */
  environment(): SettingsView['environmentConnection'] {
    const { env, secrets } = this.#sources;
    const url = env['LIVEKIT_URL']?.trim();
    const names = namesOfConnection(ENVIRONMENT_CONNECTION);
    return url
      ? { url: withoutPassword(url), hasKeys: names.every((name) => secrets.get(name)) }
      : null;
  }

  #target(choice: ConnectionChoice): RemoteTarget {
    const { secrets, settings } = this.#sources;
    const keysOf = (id: string, url: string) => secrets.livekitKeys(id, url);
    return remoteTarget(choice, { keysOf, connections: settings().connections });
  }
}
