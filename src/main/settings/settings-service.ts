import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { EgressSettings } from '../../contract/egress-settings.ts';
import type { Provider } from '../../contract/provider.ts';
import type {
  SecretName,
  SecretProtection,
  SecretStatus,
  SetSecret,
} from '../../contract/secrets.ts';
import type { EnvFile, ReadEnvFile, Settings } from '../../contract/settings.ts';
import type { EgressKeys } from '../livekit/egress/order.ts';
import type { ProviderSources } from '../providers/sources.ts';
import { carrySecrets, settingsForOldKeys } from './carry-over.ts';
import { ConnectionBook } from './connection-book.ts';
import { checkConnections } from './connections.ts';
import { effectiveProvider, type ConnectionChoice } from './effective.ts';
import { envImport } from './env-import.ts';
import { mergedSettings } from './merge-settings.ts';
import type { SecretStore } from './secret-store.ts';
import { namesOfConnection, Secrets } from './secrets.ts';
import { SettingsStore } from './settings-store.ts';

export interface SettingsOptions {
  /** The data directory. */
  directory: string;
  /** With what `.env.local` adds. */
  env: NodeJS.ProcessEnv;
  /** The names of `env` that only `.env.local` gave. Default: none. */
  fromFile?: readonly string[];
  /** What the user should know about the environment. */
  notices?: readonly ErrorData[];
  secrets: SecretStore;
  /** See `explicitWord`. */
  explicitConnection?: string | undefined;
  explicitProvider?: Provider | undefined;
  /** ISO 8601. */
  now?: () => string;
}

/** What the user set, over the environment. What changes holds from the next run on. */
export class SettingsService {
  /** Which LiveKit there are, and which holds. */
  readonly connections: ConnectionBook;
  readonly #options: SettingsOptions;
  readonly #store: SettingsStore;
  readonly #secrets: Secrets;
  readonly #failures: ErrorData[] = [];
  #mayReconnect: () => void = () => undefined;

  constructor(options: SettingsOptions) {
    const { directory, env, fromFile, now = () => new Date().toISOString() } = options;
    this.#options = options;
    this.#store = new SettingsStore({ directory, now });
    this.#secrets = new Secrets(options.secrets, env, fromFile);
    const explicit = options.explicitConnection;
    const settings = () => this.settings;
    this.connections = new ConnectionBook({ settings, env, explicit, secrets: this.#secrets });
  }

  /** What the user should know about the state of settings, secrets and environment. */
  get notices(): readonly ErrorData[] {
    const { notices = [], secrets } = this.#options;
    return [...this.#store.notices, ...(secrets.notices ?? []), ...notices, ...this.#failures];
  }

  get settings(): Settings {
    return this.#store.current;
  }

  get protection(): SecretProtection {
    return this.#secrets.protection;
  }

  /**
   * Gives the keys of an earlier version their new names, and writes the settings that go with them. Never
   * rejects: what can't be written holds for this start, and is told.
   */
  async carryOver(): Promise<void> {
    const { env, fromFile = [], secrets: store } = this.#options;
    try {
      const settings = settingsForOldKeys({ settings: this.settings, store, env, fromFile });
      if (settings !== this.settings) await this.save(settings);
      await carrySecrets({ settings, store, env, fromFile });
    } catch (thrown) {
      this.#failures.push(toErrorData(thrown));
    }
  }

  secretStatus(): SecretStatus[] {
    return this.#secrets.status(this.settings);
  }

  /** Values that must not leave: for taking them out of texts. */
  secretValues(): string[] {
    return this.#secrets.values();
  }

  /** What playersFor and try-outs work with, as it is set now. For the engine only: it holds keys. */
  sources(): Required<ProviderSources> {
    const { env, fromFile = [] } = this.#options;
    const { settings } = this;
    return { env, fromFile, keys: this.#secrets.keyRing(settings), settings };
  }

  /** What egress is asked for with, as it is set now. For the engine only: it holds keys. */
  egress(): { settings: EgressSettings; keys: EgressKeys } {
    return { settings: this.settings.egress, keys: this.#secrets.egressKeys() };
  }

  effective(): { connection: ConnectionChoice; provider: Provider } {
    const { env, explicitProvider } = this.#options;
    const provider = effectiveProvider(this.settings, env, explicitProvider);
    return { connection: this.connections.shown(), provider };
  }

  /** @param mayReconnect throws `conflict` while something runs that a change of LiveKit would disturb */
  guardConnection(mayReconnect: () => void): void {
    this.#mayReconnect = mayReconnect;
  }

  /**
   * Replaces all settings. The keys of connections that are gone are forgotten. Rejects with `conflict`,
   * `invalid-input`, `disk-full` or `library-unwritable`.
   *
   * @param base what the page began with: what others have changed since then stays changed
   */
  async save(settings: Settings, base?: Settings): Promise<void> {
    await this.#change((now) => ({
      settings: base ? mergedSettings(now, base, settings) : settings,
    }));
  }

  /** Takes over the text of an `.env.local`; see `envImport`. Rejects as `save` and `setSecret` do. */
  async importEnv(request: ReadEnvFile): Promise<EnvFile> {
    const { found, secrets } = await this.#change((settings) => {
      const taken = envImport(settings, request);
      // Refused before anything is changed.
      for (const { name } of taken.secrets) this.#guardSecret(name);
      return taken;
    });
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

  async #change<C extends { settings: Settings }>(make: (settings: Settings) => C): Promise<C> {
    const checked = (settings: Settings): C => {
      const made = make(settings);
      checkConnections(made.settings);
      return made;
    };
    const { made, before } = await this.#store.change(checked, (next) => {
      const was = JSON.stringify(this.connections.choice());
      if (JSON.stringify(this.connections.choice(next)) !== was) this.#mayReconnect();
    });
    const kept = new Set(this.settings.connections.map(({ id }) => id));
    const gone = before.connections.filter(({ id }) => !kept.has(id));
    for (const name of gone.flatMap(({ id }) => namesOfConnection(id))) {
      await this.#secrets.clear(name);
    }
    return made;
  }

  /** LiveKit's keys are a part of the connection that is in use. */
  #guardSecret(name: SecretName): void {
    const choice = this.connections.choice();
    if (choice.kind === 'remote' && namesOfConnection(choice.id).includes(name))
      this.#mayReconnect();
  }
}
