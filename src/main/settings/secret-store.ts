import type { ErrorData } from '../../contract/errors.ts';
import type { SecretName, SecretProtection, SecretStatus } from '../../contract/secrets.ts';
import type { OldSecretName } from './old-secrets.ts';

/**
 * Where the user's secrets lie. The host gives one to the studio; `get` is for the engine alone: nothing
 * that a front door can call returns a value.
 */
export interface SecretStore {
  /** How well they are kept, in one honest sentence. */
  readonly protection: SecretProtection;
  /** What is said of a secret that is set. */
  readonly source: Extract<SecretStatus['source'], 'kept' | 'session'>;
  /** What the user should know about it. */
  readonly notices?: readonly ErrorData[];
  /** Of all that are set. */
  names(): SecretName[];
  has(name: SecretName): boolean;
  get(name: SecretName): string | undefined;
  /** Rejects with a StudioError, which names no value, when it can't be kept. */
  set(name: SecretName, value: string): Promise<void>;
  /** One that isn't there is no error. */
  clear(name: SecretName): Promise<void>;
  /** Whether an earlier version kept something under an old name. */
  hasOld?(name: OldSecretName): boolean;
  /**
   * Gives what an earlier version kept under an old name its new ones; those that are set already stay. Holds
   * for this start even when it can't be written. Without it: the store never had old names.
   */
  carryOver?(from: OldSecretName, to: readonly SecretName[]): Promise<void>;
}

/** Secrets that are forgotten when Duologue ends: what a host without a keychain has. */
export function sessionSecrets(protection: SecretProtection = IN_MEMORY): SecretStore {
  const values = new Map<SecretName, string>();
  return {
    protection,
    source: 'session',
    names: () => [...values.keys()],
    has: (name) => values.has(name),
    get: (name) => values.get(name),
    set: async (name, value) => void values.set(name, value),
    clear: async (name) => void values.delete(name),
  };
}

const IN_MEMORY: SecretProtection = {
  level: 'session',
  note: 'Keys are held in memory and are gone when Duologue ends; put them in the environment or in .env.local to have them every time.',
};
