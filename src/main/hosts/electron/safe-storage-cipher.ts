import type { SafeStorage } from 'electron';
import type { Cipher } from '../../host-kit.ts';

export type SafeStoragePort = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>;

/**
 * The system's keychain as a cipher; undefined where it protects nothing, so that keys are kept for the
 * session only and written nowhere.
 */
export async function safeStorageCipher(
  safeStorage: SafeStoragePort,
  platform: NodeJS.Platform,
): Promise<Cipher | undefined> {
  const available = await safeStorage.isAsyncEncryptionAvailable().catch(() => false);
  // Only Linux has backends; `basic_text` scrambles with a password that everybody can read.
  const isOpen = platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (!available || isOpen) return undefined;
  return {
    level: 'keychain',
    note: NOTES[platform] ?? 'Keys are kept encrypted by the system.',
    protect: (text) => safeStorage.encryptStringAsync(text),
    reveal: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
  };
}

const NOTES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Keys are kept encrypted, under a key of the macOS Keychain.',
  win32:
    'Keys are kept encrypted by Windows for your user account; other programs that you run could read them.',
  linux: 'Keys are kept encrypted, under a key of your desktop’s keyring.',
};
