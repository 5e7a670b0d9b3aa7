import { sessionSecrets, type SecretStore } from './secret-store.ts';
import { loadSecrets, lockedNotice, storeSecrets } from './secrets-file.ts';

/**
 * Where there is no keychain (any more): secrets live until Duologue ends. What a file still holds from a time
 * when there was one can't be opened; it is told and stays, but for what is cleared.
 *
 * @param path as of `openFileSecrets`
 * @param now ISO 8601.
 */
export async function openClosedSecrets(
  path: string,
  now: string = new Date().toISOString(),
): Promise<SecretStore> {
  const session = sessionSecrets();
  const { stored: first, notice } = await loadSecrets(path, { reveal: refuse }, now);
  let stored = first;
  return {
    ...session,
    get notices() {
      const entered = new Map(session.names().map((name) => [name, '']));
      return [notice, lockedNotice(stored, entered)].filter((one) => one !== undefined);
    },
    clear: async (name) => {
      await session.clear(name);
      if (stored[name] === undefined) return;
      const { [name]: _gone, ...rest } = stored;
      await storeSecrets(path, rest);
      stored = rest;
    },
  };
}

function refuse(): Promise<string> {
  return Promise.reject(new Error('there is no keychain'));
}
