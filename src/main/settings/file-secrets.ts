import { isDeepStrictEqual } from 'node:util';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import {
  secretNameSchema,
  type SecretName,
  type SecretProtection,
} from '../../contract/secrets.ts';
import type { Cipher } from './cipher.ts';
import type { OldSecretName } from './old-secrets.ts';
import type { SecretStore } from './secret-store.ts';
import {
  loadSecrets,
  lockedNotice,
  storeSecrets,
  type LoadedSecrets,
  type Stored,
  type StoredName,
} from './secrets-file.ts';

export interface FileSecretsOptions {
  /** Absolute; readable for its owner only. `secrets.json` in the data directory. */
  path: string;
  cipher: Cipher;
  /** ISO 8601. */
  now?: () => string;
}

/** Opens a store that keeps secrets in a file, each through the cipher. Never rejects: see `notices`. */
export async function openFileSecrets(options: FileSecretsOptions): Promise<SecretStore> {
  const { path, cipher, now = () => new Date().toISOString() } = options;
  return new FileSecrets(options, await loadSecrets(path, cipher, now()));
}

class FileSecrets implements SecretStore {
  readonly source = 'kept';
  readonly protection: SecretProtection;
  readonly #unusable: readonly ErrorData[];
  readonly #options: FileSecretsOptions;
  readonly #values: Map<StoredName, string>;
  #stored: Stored;
  /** One writer at a time. */
  #writing: Promise<void> = Promise.resolve();

  constructor(options: FileSecretsOptions, { stored, values, notice }: LoadedSecrets) {
    this.#options = options;
    this.#stored = stored;
    this.#values = values;
    this.protection = { level: options.cipher.level, note: options.cipher.note };
    this.#unusable = notice ? [notice] : [];
  }

  /** What is entered anew, or cleared, is no longer among what could not be opened. */
  get notices(): readonly ErrorData[] {
    const locked = lockedNotice(this.#stored, this.#values);
    return [...this.#unusable, ...(locked ? [locked] : [])];
  }

  names(): SecretName[] {
    return [...this.#values.keys()].filter(isOfToday);
  }

  has(name: SecretName): boolean {
    return this.#values.has(name);
  }

  get(name: SecretName): string | undefined {
    return this.#values.get(name);
  }

  async set(name: SecretName, value: string): Promise<void> {
    await this.#write(async (stored) => {
      const bytes = await protect(this.#options.cipher, value);
      return { ...stored, [name]: bytes.toString('base64') };
    });
    this.#values.set(name, value);
  }

  /** Also one that could not be opened: it would come back with the keychain. */
  async clear(name: SecretName): Promise<void> {
    await this.#write(({ [name]: _gone, ...rest }) => rest);
    this.#values.delete(name);
  }

  hasOld(name: OldSecretName): boolean {
    return this.#stored[name] !== undefined;
  }

  async carryOver(from: OldSecretName, to: readonly SecretName[]): Promise<void> {
    if (this.#stored[from] === undefined || to.length === 0) return;
    const value = this.#values.get(from);
    if (value !== undefined) {
      for (const name of to) if (!this.has(name)) this.#values.set(name, value);
      this.#values.delete(from);
    }
    // Renamed as it lies there: a keychain that is locked now doesn't stand in the way.
    await this.#write(({ [from]: bytes = '', ...rest }) => {
      const renamed = Object.fromEntries(to.map((name) => [name, bytes]));
      return { ...renamed, ...rest };
    });
  }

  /** What can't be written doesn't hold. What changes nothing isn't written. */
  #write(change: (stored: Stored) => Stored | Promise<Stored>): Promise<void> {
    const written = this.#writing.then(async () => {
      const changed = await change(this.#stored);
      if (isDeepStrictEqual(changed, this.#stored)) return;
      await storeSecrets(this.#options.path, changed);
      this.#stored = changed;
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }
}

function isOfToday(name: StoredName): name is SecretName {
  return secretNameSchema.safeParse(name).success;
}

async function protect(cipher: Cipher, value: string): Promise<Buffer> {
  try {
    return await cipher.protect(value);
  } catch {
    // The cipher's own message may repeat what it was given.
    throw new StudioError({
      code: 'internal',
      message: 'The system could not protect the key, so it was not kept.',
      remedy: 'Unlock the keychain and try again, or put the key in the environment.',
    });
  }
}
