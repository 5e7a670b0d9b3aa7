import { join } from 'node:path';
import type { ErrorData } from '../../contract/errors.ts';
import type { Settings } from '../../contract/settings.ts';
import { keepCopy, loadSettings, storeSettings } from './settings-file.ts';

export interface SettingsStoreOptions {
  /** The data directory. */
  directory: string;
  /** ISO 8601. */
  now: () => string;
}

interface Change {
  settings: Settings;
}

type MayChange = (next: Settings) => void;

interface Done<C> {
  made: C;
  before: Settings;
}

/** The settings of a data directory, changed one after the other, so that no change takes back another. */
export class SettingsStore {
  /** Why the file could not be used, or not wholly. */
  readonly notices: readonly ErrorData[];
  readonly #path: string;
  readonly #now: () => string;
  #current: Settings;
  #holdsMore: boolean;
  #writing: Promise<unknown> = Promise.resolve();

  constructor({ directory, now }: SettingsStoreOptions) {
    this.#path = join(directory, 'settings.json');
    this.#now = now;
    const { settings, notice, holdsMore = false } = loadSettings(this.#path, now());
    this.#current = settings;
    this.#holdsMore = holdsMore;
    this.notices = notice ? [notice] : [];
  }

  get current(): Settings {
    return this.#current;
  }

  /**
   * Writes what `make` makes of the settings as they are then; what can't be written doesn't hold.
   *
   * @param mayChange asked at the very moment of the change; throws what then speaks against it
   * @returns what was made, and the settings as they were before. Rejects with what `make` and `mayChange`
   *   throw, `disk-full` or `library-unwritable`.
   */
  change<C extends Change>(
    make: (settings: Settings) => C,
    mayChange: MayChange,
  ): Promise<Done<C>> {
    const done = this.#writing.then(async () => await this.#write(make, mayChange));
    this.#writing = done.catch(() => undefined);
    return done;
  }

  async #write<C extends Change>(
    make: (settings: Settings) => C,
    mayChange: MayChange,
  ): Promise<Done<C>> {
    const before = this.#current;
    const made = make(before);
    await storeSettings(this.#path, made.settings, (rename) => {
      mayChange(made.settings);
      if (this.#holdsMore) keepCopy(this.#path, this.#now());
      rename();
      this.#holdsMore = false;
      this.#current = made.settings;
    });
    return { made, before };
  }
}
