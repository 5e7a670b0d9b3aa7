import { StudioError, type ErrorData } from '../../contract/errors.ts';
import type { SecretName, SecretProtection } from '../../contract/settings.ts';
import type { Cipher } from './cipher.ts';
import type { SecretStore } from './secret-store.ts';
import { loadSecrets, storeSecrets, type LoadedSecrets, type Stored } from './secrets-file.ts';

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
  readonly notices: readonly ErrorData[];
  readonly #options: FileSecretsOptions;
  readonly #values: Map<SecretName, string>;
  #stored: Stored;
  /** One writer at a time. */
  #writing: Promise<void> = Promise.resolve();

  constructor(options: FileSecretsOptions, { stored, values, notice }: LoadedSecrets) {
    this.#options = options;
    this.#stored = stored;
    this.#values = values;
    this.protection = { level: options.cipher.level, note: options.cipher.note };
    this.notices = notice ? [notice] : [];
  }

  has(name: SecretName): boolean {
    return this.#values.has(name);
  }

  get(name: SecretName): string | undefined {
    return this.#values.get(name);
  }

  async set(name: SecretName, value: string): Promise<void> {
    const bytes = await protect(this.#options.cipher, value);
    await this.#write((stored) => ({ ...stored, [name]: bytes.toString('base64') }));
    this.#values.set(name, value);
  }

  async clear(name: SecretName): Promise<void> {
    await this.#write(({ [name]: _gone, ...rest }) => rest);
    this.#values.delete(name);
  }

  /** What can't be written doesn't hold. */
  #write(change: (stored: Stored) => Stored): Promise<void> {
    const written = this.#writing.then(async () => {
      const changed = change(this.#stored);
      await storeSecrets(this.#options.path, changed);
      this.#stored = changed;
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }
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
