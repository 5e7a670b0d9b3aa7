import { EGRESS_SECRETS } from '../../contract/egress-checks.ts';
import {
  secretNameSchema,
  type SecretName,
  type SecretProtection,
  type SecretStatus,
} from '../../contract/settings.ts';
import type { EgressKeys } from '../livekit/egress/order.ts';
import { EGRESS_ENV_NAMES } from './egress-env.ts';
import type { SecretStore } from './secret-store.ts';

/** Where the environment (or `.env.local`) has a secret. A compatible server's key is set by hand only. */
const ENV_NAMES: Partial<Record<SecretName, string>> = {
  'openai-api-key': 'OPENAI_API_KEY',
  'livekit-api-key': 'LIVEKIT_API_KEY',
  'livekit-api-secret': 'LIVEKIT_API_SECRET',
  ...EGRESS_ENV_NAMES,
};

/** The secrets as they hold: what the user set comes before the environment. For the engine only. */
export class Secrets {
  readonly #store: SecretStore;
  readonly #env: NodeJS.ProcessEnv;

  constructor(store: SecretStore, env: NodeJS.ProcessEnv) {
    this.#store = store;
    this.#env = env;
  }

  get protection(): SecretProtection {
    return this.#store.protection;
  }

  get(name: SecretName): string | undefined {
    return this.#store.get(name) ?? this.#fromEnv(name);
  }

  status(): SecretStatus[] {
    return secretNameSchema.options.map((name) => ({ name, source: this.#sourceOf(name) }));
  }

  /** API keys by provider. */
  providerKeys(): Record<string, string> {
    const openai = this.get('openai-api-key');
    const compatible = this.get('compatible-api-key');
    return {
      ...(openai === undefined ? {} : { openai }),
      ...(compatible === undefined ? {} : { 'openai-compatible': compatible }),
    };
  }

  /** Keys of egress storages. */
  egressKeys(): EgressKeys {
    const keys: EgressKeys = {};
    for (const name of Object.values(EGRESS_SECRETS).flat()) {
      const value = this.get(name);
      if (value !== undefined) keys[name] = value;
    }
    return keys;
  }

  /** Every value, so that it can be taken out of a text. */
  values(): string[] {
    const names = secretNameSchema.options;
    const all = names.flatMap((name) => [this.#store.get(name), this.#fromEnv(name)]);
    return [...new Set(all.filter((value) => value !== undefined))];
  }

  set(name: SecretName, value: string): Promise<void> {
    return this.#store.set(name, value);
  }

  clear(name: SecretName): Promise<void> {
    return this.#store.clear(name);
  }

  #fromEnv(name: SecretName): string | undefined {
    const envName = ENV_NAMES[name];
    const value = envName === undefined ? undefined : this.#env[envName];
    return value?.trim() || undefined;
  }

  #sourceOf(name: SecretName): SecretStatus['source'] {
    if (this.#store.has(name)) return this.#store.source;
    return this.#fromEnv(name) === undefined ? 'none' : 'environment';
  }
}
