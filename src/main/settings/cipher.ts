import type { SecretProtection } from '../../contract/secrets.ts';

/** What protects the secrets: Electron's safeStorage, or a fake in tests. */
export interface Cipher {
  protect(text: string): Promise<Buffer>;
  /** Rejects for what it didn't make, or can't open any more. */
  reveal(bytes: Buffer): Promise<string>;
  readonly level: SecretProtection['level'];
  /** How it protects, in one honest sentence. */
  readonly note: string;
}
