import { join } from 'node:path';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { Provider } from '../../contract/provider.ts';
import {
  ENVIRONMENT_CONNECTION,
  type EnvFile,
  type ReadEnvFile,
  type SecretName,
  type SecretProtection,
  type SecretStatus,
  type SetSecret,
  type Settings,
  type SettingsView,
} from '../../contract/settings.ts';
import type { EgressSettings } from '../../contract/egress-settings.ts';
import type { LivekitTarget } from '../livekit/connection.ts';
import type { EgressKeys } from '../livekit/egress/order.ts';
import type { ProviderSources } from '../providers/sources.ts';
import { carrySecrets, settingsForOldKeys } from './carry-over.ts';
import { checkConnections } from './connections.ts';
import {
  byId,
  effectiveConnection,
  effectiveProvider,
  type ConnectionChoice,
} from './effective.ts';
import { envImport } from './env-import.ts';
import { remoteTarget } from './remote-target.ts';
import type { SecretStore } from './secret-store.ts';
import { namesOfConnection, Secrets } from './secrets.ts';
import { loadSettings, storeSettings } from './settings-file.ts';

export interface SettingsOptions {
  /** The data directory. */
  directory: string;
  /** With what `.env.local` adds. */
  env: NodeJS.ProcessEnv;
  secrets: SecretStore;
  /** See `explicitWord`. */
  explicitConnection?: string | undefined;
  explicitProvider?: Provider | undefined;
  /** ISO 8601. */
  now?: () => string;
}

/** What the user set, over the environment. What changes holds from the next run on. */
export class SettingsService {
  readonly #notices: ErrorData[];
  readonly #path: string;
  readonly #options: SettingsOptions;
  readonly #secrets: Secrets;
  #settings: Settings;
  #mayReconnect: () => void = () => undefined;

  constructor(options: SettingsOptions) {
    const { directory, env, secrets, now = () => new Date().toISOString() } = options;
    this.#options = options;
    this.#path = join(directory, 'settings.json');
    this.#secrets = new Secrets(secrets, env);
    const { settings, notice } = loadSettings(this.#path, now());
    this.#settings = settings;
    this.#notices = [...(notice ? [notice] : []), ...(secrets.notices ?? [])];
  }

  /** What the user should know about the state of settings and secrets. */
  get notices(): readonly ErrorData[] {
    return this.#notices;
  }

  get settings(): Settings {
    return this.#settings;
  }

  get protection(): SecretProtection {
    return this.#secrets.protection;
  }

  /**
   * Gives the keys of an earlier version their new names, and writes the settings that go with them. Never
   * rejects: what can't be written holds for this start, and is told.
   */
  async carryOver(): Promise<void> {
    const { env, secrets: store } = this.#options;
    try {
      const settings = settingsForOldKeys({ settings: this.#settings, store, env });
      if (settings !== this.#settings) await this.save(settings);
      await carrySecrets({ settings, store, env });
    } catch (thrown) {
      this.#notices.push(toErrorData(thrown));
    }
  }

  secretStatus(): SecretStatus[] {
    return this.#secrets.status(this.#settings);
  }

  /** Values that must not leave: for taking them out of texts. */
  secretValues(): string[] {
    return this.#secrets.values();
  }

  /** What playersFor and try-outs work with, as it is set now. For the engine only: it holds keys. */
  sources(): Required<ProviderSources> {
    const { env } = this.#options;
    return { env, keys: this.#secrets.keyRing(), settings: this.#settings };
  }

  /** What egress is asked for with, as it is set now. For the engine only: it holds keys. */
  egress(): { settings: EgressSettings; keys: EgressKeys } {
    return { settings: this.#settings.egress, keys: this.#secrets.egressKeys() };
  }

  effective(): { connection: ConnectionChoice; provider: Provider } {
    const { env, explicitProvider } = this.#options;
    return {
      connection: this.#choice(this.#settings),
      provider: effectiveProvider(this.#settings, env, explicitProvider),
    };
  }

  /** What the environment says of a LiveKit. */
  environmentConnection(): SettingsView['environmentConnection'] {
    const { env } = this.#options;
    const url = env['LIVEKIT_URL']?.trim();
    const names = namesOfConnection(ENVIRONMENT_CONNECTION);
    return url ? { url, hasKeys: names.every((name) => this.#secrets.get(name)) } : null;
  }

  /**
   * The LiveKit of the next run. Throws `invalid-input` for one that isn't there or isn't wholly set.
   */
  livekitTarget(): LivekitTarget {
    const choice = this.#choice(this.#settings);
    return choice.kind === 'local' ? choice : this.#target(choice);
  }

  /**
   * A connection by its id, with the keys that are set for it.
   *
   * @param url in place of the one that is set. Throws `invalid-input`.
   */
  remote(id: string, url?: string): Extract<LivekitTarget, { kind: 'remote' }> {
    const { env } = this.#options;
    const choice = byId(id, { settings: this.#settings, env });
    return this.#target(url && choice.kind === 'remote' ? { ...choice, url } : choice);
  }

  /** @param mayReconnect throws `conflict` while something runs that a change of LiveKit would disturb */
  guardConnection(mayReconnect: () => void): void {
    this.#mayReconnect = mayReconnect;
  }

  /**
   * Replaces all settings. The keys of connections that are gone are forgotten. Rejects with `conflict`,
   * `invalid-input`, `disk-full` or `library-unwritable`.
   */
  async save(settings: Settings): Promise<void> {
    checkConnections(settings);
    const before = this.#settings;
    await storeSettings(this.#path, settings, (rename) => {
      const was = JSON.stringify(this.#choice(this.#settings));
      if (JSON.stringify(this.#choice(settings)) !== was) this.#mayReconnect();
      rename();
      this.#settings = settings;
    });
    const kept = new Set(settings.connections.map(({ id }) => id));
    const gone = before.connections.filter(({ id }) => !kept.has(id));
    for (const name of gone.flatMap(({ id }) => namesOfConnection(id))) {
      await this.#secrets.clear(name);
    }
  }

  /** Takes over the text of an `.env.local`; see `envImport`. Rejects as `save` and `setSecret` do. */
  async importEnv(request: ReadEnvFile): Promise<EnvFile> {
    const { found, settings, secrets } = envImport(this.#settings, request);
    // Refused before anything is changed.
    for (const { name } of secrets) this.#guardSecret(name);
    await this.save(settings);
    for (const secret of secrets) await this.setSecret(secret);
    return found;
  }

  /** Rejects with `conflict`, or what the store says. */
  async setSecret({ name, value }: SetSecret): Promise<void> {
    this.#guardSecret(name);
    await this.#secrets.set(name, value);
  }

  async clearSecret(name: SecretName): Promise<void> {
    this.#guardSecret(name);
    await this.#secrets.clear(name);
  }

  #choice(settings: Settings): ConnectionChoice {
    const { env, explicitConnection: explicit } = this.#options;
    return effectiveConnection({ settings, env, explicit });
  }

  #target(choice: ConnectionChoice): Extract<LivekitTarget, { kind: 'remote' }> {
    const keysOf = (id: string, url: string) => this.#secrets.livekitKeys(id, url);
    return remoteTarget(choice, { keysOf, connections: this.#settings.connections });
  }

  /** LiveKit's keys are a part of the connection that is in use. */
  #guardSecret(name: SecretName): void {
    const choice = this.#choice(this.#settings);
    if (choice.kind === 'remote' && namesOfConnection(choice.id).includes(name))
      this.#mayReconnect();
  }
}
