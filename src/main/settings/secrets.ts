import { EGRESS_SECRETS } from '../../contract/egress-checks.ts';
import { originOf, type KeyRing } from '../../contract/key-ring.ts';
import {
  SOLE_SECRETS,
  type SecretName,
  type SecretProtection,
  type SecretStatus,
} from '../../contract/secrets.ts';
import {
  ENVIRONMENT_CONNECTION,
  openaiOrigins,
  serverOrigins,
  type Settings,
} from '../../contract/settings.ts';
import { addressOf } from '../livekit/connection.ts';
import type { EgressKeys } from '../livekit/egress/order.ts';
import { environmentKeys, withOpenaiAt } from '../providers/keys.ts';
import { EGRESS_ENV_NAMES } from './egress-env.ts';
import type { SecretStore } from './secret-store.ts';

type Addresses = Pick<Settings, 'connections' | 'openai' | 'compatible'>;

/** Where the environment (or `.env.local`) has a secret. Others are set by hand only. */
const ENV_NAMES: Partial<Record<SecretName, string>> = {
  'openai-api-key': 'OPENAI_API_KEY',
  [`livekit-key:${ENVIRONMENT_CONNECTION}`]: 'LIVEKIT_API_KEY',
  [`livekit-secret:${ENVIRONMENT_CONNECTION}`]: 'LIVEKIT_API_SECRET',
  ...EGRESS_ENV_NAMES,
};

/** What the name of a server's key begins with; its origin follows. */
const SERVER_KEY = 'server-key:';

const ENV_KEYS = namesOfConnection(ENVIRONMENT_CONNECTION);

/** The secrets as they hold: what the user set comes before the environment. For the engine only. */
export class Secrets {
  readonly #store: SecretStore;
  readonly #env: NodeJS.ProcessEnv;
  readonly #fromFile: readonly string[];

  /** @param fromFile the names of the environment that only `.env.local` gave */
  constructor(store: SecretStore, env: NodeJS.ProcessEnv, fromFile: readonly string[] = []) {
    this.#store = store;
    this.#env = env;
    this.#fromFile = fromFile;
  }

  get protection(): SecretProtection {
    return this.#store.protection;
  }

  get(name: SecretName): string | undefined {
    return this.#store.get(name) ?? this.#fromEnv(name);
  }

  /** Of those that there is one of, and of the connections and servers that are set or have a key. */
  status(settings: Addresses): SecretStatus[] {
    const names = new Set<SecretName>([
      ...SOLE_SECRETS,
      ...serverOrigins(settings).map((origin): SecretName => `${SERVER_KEY}${origin}`),
      ...this.#store.names().filter((name) => name.startsWith(SERVER_KEY)),
    ]);
    return [
      ...[...names].map((name) => ({ name, source: this.#sourceOf(name) })),
      ...settings.connections.flatMap((connection) => this.#statusOf(connection)),
    ];
  }

  /**
   * Key and secret of a connection. One without any of its own has those of the environment when they are for the
   * same address, or for no address at all.
   */
  livekitKeys(id: string, url: string): [key: string | undefined, secret: string | undefined] {
    const isOwn = this.#hasOwn(id) || !this.#isOfEnvironment(url);
    const [key, secret] = isOwn ? namesOfConnection(id) : ENV_KEYS;
    return [this.get(key), this.get(secret)];
  }

  /** API keys by what they are for: what a server was given itself comes first. */
  keyRing(settings: Pick<Settings, 'openai'>): KeyRing {
    const keys = environmentKeys(this.#env);
    const openai = this.get('openai-api-key');
    if (openai !== undefined) keys['openai'] = openai;
    for (const name of this.#store.names()) {
      const value = this.#store.get(name);
      if (!name.startsWith(SERVER_KEY) || value === undefined) continue;
      keys[name.slice(SERVER_KEY.length)] = value;
    }
    return withOpenaiAt([...openaiOrigins(settings), ...this.#ownServer()], keys);
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
    const set = this.#store.names().map((name) => this.#store.get(name));
    const names = Object.keys(ENV_NAMES) as SecretName[];
    const all = [...set, ...names.map((name) => this.#fromEnv(name))];
    return [...new Set(all.filter((value) => value !== undefined))];
  }

  set(name: SecretName, value: string): Promise<void> {
    return this.#store.set(name, value);
  }

  clear(name: SecretName): Promise<void> {
    return this.#store.clear(name);
  }

  #statusOf({ id, url }: Addresses['connections'][number]): SecretStatus[] {
    const [key, secret] = namesOfConnection(id);
    const values = this.livekitKeys(id, url);
    return ([key, secret] as const).map((name, at) => {
      const own = this.#sourceOf(name);
      return { name, source: own === 'none' && values[at] !== undefined ? 'environment' : own };
    });
  }

  #hasOwn(id: string): boolean {
    return namesOfConnection(id).some((name) => this.#store.has(name));
  }

  /** Whether the environment's keys of LiveKit are for this address. */
  #isOfEnvironment(url: string): boolean {
    const given = this.#env['LIVEKIT_URL']?.trim();
    return !given || addressOf(given) === addressOf(url);
  }

  /** The origin that the user put in OpenAI's place. A file may have come with somebody else's project. */
  #ownServer(): string[] {
    const baseUrl = this.#env['OPENAI_BASE_URL']?.trim();
    const isOwn = baseUrl && URL.canParse(baseUrl) && !this.#fromFile.includes('OPENAI_BASE_URL');
    return isOwn ? [originOf(baseUrl)] : [];
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

/** Key and secret of a connection. */
export function namesOfConnection(id: string): [key: SecretName, secret: SecretName] {
  return [`livekit-key:${id}`, `livekit-secret:${id}`];
}
