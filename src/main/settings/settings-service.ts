import { join } from 'node:path';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import type {
  SecretName,
  SecretProtection,
  SecretStatus,
  SetSecret,
  Settings,
} from '../../contract/settings.ts';
import type { EgressSettings } from '../../contract/egress-settings.ts';
import { remoteConnection, type LivekitTarget } from '../livekit/connection.ts';
import type { EgressKeys } from '../livekit/egress/order.ts';
import type { ProviderSources } from '../providers/sources.ts';
import { effectiveConnection, effectiveProvider, type ConnectionChoice } from './effective.ts';
import type { SecretStore } from './secret-store.ts';
import { Secrets } from './secrets.ts';
import { loadSettings, storeSettings } from './settings-file.ts';

export interface SettingsOptions {
  /** The data directory. */
  directory: string;
  /** With what `.env.local` adds. */
  env: NodeJS.ProcessEnv;
  secrets: SecretStore;
  /** See `explicitConnection`. */
  explicitConnection?: ConnectionChoice['kind'] | undefined;
  /** ISO 8601. */
  now?: () => string;
}

/** What the user set, over the environment. What changes holds from the next run on. */
export class SettingsService {
  /** What the user should know about the state of settings and secrets. */
  readonly notices: readonly ErrorData[];
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
    this.notices = [...(notice ? [notice] : []), ...(secrets.notices ?? [])];
  }

  get settings(): Settings {
    return this.#settings;
  }

  get protection(): SecretProtection {
    return this.#secrets.protection;
  }

  secretStatus(): SecretStatus[] {
    return this.#secrets.status();
  }

  /** Values that must not leave: for taking them out of texts. */
  secretValues(): string[] {
    return this.#secrets.values();
  }

  /** What stagesFor and try-outs work with, as it is set now. For the engine only: it holds keys. */
  sources(): Required<ProviderSources> {
    const { env } = this.#options;
    return { env, keys: this.#secrets.providerKeys(), settings: this.#settings };
  }

  /** What egress is asked for with, as it is set now. For the engine only: it holds keys. */
  egress(): { settings: EgressSettings; keys: EgressKeys } {
    return { settings: this.#settings.egress, keys: this.#secrets.egressKeys() };
  }

  effective(): { connection: ConnectionChoice; provider: ReturnType<typeof effectiveProvider> } {
    return {
      connection: this.#choice(this.#settings),
      provider: effectiveProvider(this.#settings),
    };
  }

  /** The LiveKit of the next run. Throws `invalid-input` for a remote one that isn't wholly set. */
  livekitTarget(): LivekitTarget {
    const choice = this.#choice(this.#settings);
    return choice.kind === 'local' ? { kind: 'local' } : this.remote(choice.url);
  }

  /** The remote LiveKit at `url`, with the keys that are set. Throws `invalid-input`. */
  remote(url: string | undefined): Extract<LivekitTarget, { kind: 'remote' }> {
    const apiKey = this.#secrets.get('livekit-api-key');
    const apiSecret = this.#secrets.get('livekit-api-secret');
    if (url && apiKey && apiSecret) return remoteConnection({ url, apiKey, apiSecret });
    throw incomplete({ LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret });
  }

  /** @param mayReconnect throws `conflict` while something runs that a change of LiveKit would disturb */
  guardConnection(mayReconnect: () => void): void {
    this.#mayReconnect = mayReconnect;
  }

  /** Replaces all settings. Rejects with `conflict`, `disk-full` or `library-unwritable`. */
  async save(settings: Settings): Promise<void> {
    await storeSettings(this.#path, settings, (rename) => {
      const before = JSON.stringify(this.#choice(this.#settings));
      if (JSON.stringify(this.#choice(settings)) !== before) this.#mayReconnect();
      rename();
      this.#settings = settings;
    });
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

  /** LiveKit's keys are a part of a remote connection. */
  #guardSecret(name: SecretName): void {
    const isRemote = this.#choice(this.#settings).kind === 'remote';
    if (isRemote && name.startsWith('livekit-')) this.#mayReconnect();
  }
}

function incomplete(parts: Record<string, string | undefined>): StudioError {
  const missing = Object.keys(parts).filter((name) => !parts[name]);
  return new StudioError({
    code: 'invalid-input',
    message: `A remote LiveKit is wanted, but ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not set.`,
    remedy:
      'Set them in the settings, in the environment or in .env.local, or use the embedded server.',
  });
}
