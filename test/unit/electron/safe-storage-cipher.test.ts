import { describe, expect, it } from 'vitest';
import {
  safeStorageCipher,
  type SafeStoragePort,
} from '../../../src/main/hosts/electron/safe-storage-cipher.ts';

interface Options {
  available?: boolean;
  backend?: ReturnType<SafeStoragePort['getSelectedStorageBackend']>;
}

/** A keychain that turns a text around. */
function keychain({ available = true, backend = 'gnome_libsecret' }: Options = {}) {
  const turn = (text: string) => Array.from(text).reverse().join('');
  return {
    isAsyncEncryptionAvailable: async () => available,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text) => Buffer.from(turn(text)),
    decryptStringAsync: async (bytes) => ({
      result: turn(bytes.toString()),
      shouldReEncrypt: false,
    }),
  } satisfies SafeStoragePort;
}

describe('safeStorageCipher', () => {
  it('protects and reveals by the keychain, and says which', async () => {
    const cipher = await safeStorageCipher(keychain(), 'darwin');
    expect(cipher?.level).toBe('keychain');
    expect(cipher?.note).toContain('macOS Keychain');
    const bytes = await cipher!.protect('sk-canary');
    expect(bytes.toString()).not.toContain('sk-canary');
    await expect(cipher!.reveal(bytes)).resolves.toBe('sk-canary');
  });

  it('is none where the desktop has no keyring, or the keychain is closed', async () => {
    const open = keychain({ backend: 'basic_text' });
    await expect(safeStorageCipher(open, 'linux')).resolves.toBeUndefined();
    const closed = keychain({ available: false });
    await expect(safeStorageCipher(closed, 'win32')).resolves.toBeUndefined();
    const broken: SafeStoragePort = {
      ...keychain(),
      isAsyncEncryptionAvailable: () => Promise.reject(new Error('broken')),
    };
    await expect(safeStorageCipher(broken, 'darwin')).resolves.toBeUndefined();
  });

  it('does not ask for a backend where there are none', async () => {
    const cipher = await safeStorageCipher(keychain({ backend: 'basic_text' }), 'darwin');
    expect(cipher).toBeDefined();
  });
});
