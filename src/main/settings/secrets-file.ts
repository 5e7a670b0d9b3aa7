import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ErrorData } from '../../contract/errors.ts';
import { secretNameSchema, type SecretName } from '../../contract/secrets.ts';
import type { Cipher } from './cipher.ts';
import { oldSecretNameSchema, type OldSecretName } from './old-secrets.ts';
import { setAside } from './set-aside.ts';
import { writeWhole } from './write-whole.ts';

/** Names of earlier versions are read as well: see `SecretStore.carryOver`. */
const storedNameSchema = z.union([secretNameSchema, oldSecretNameSchema]);

const fileSchema = z.strictObject({
  version: z.literal(1),
  /** Base64 of what the cipher made of each value. Names that a newer version made stay as they are. */
  secrets: z.record(z.string(), z.base64()),
});

export type StoredName = SecretName | OldSecretName;

/** Protected values, as they stand in the file. */
export type Stored = z.infer<typeof fileSchema>['secrets'];

export interface LoadedSecrets {
  /** Also what can't be opened now. */
  stored: Stored;
  values: Map<StoredName, string>;
  /** Why the file could not be used. */
  notice?: ErrorData;
}

/** What is stored but could not be opened; undefined: nothing. */
export function lockedNotice(
  stored: Stored,
  values: ReadonlyMap<StoredName, string>,
): ErrorData | undefined {
  const locked = knownNames(stored).filter((name) => !values.has(name));
  if (locked.length === 0) return undefined;
  return {
    code: 'invalid-input',
    message: `Stored keys could not be opened (${locked.join(', ')}): the keychain is locked or not there, or they are of another user or computer.`,
    remedy:
      'Unlock the keychain and start Duologue again, or enter the keys anew. Until then they stay stored as they are.',
  };
}

/**
 * Reads a file of secrets; none is no fault. A damaged one is set aside. What can't be opened stays in the
 * file until it is replaced: a keychain may be locked for the moment only.
 *
 * @param now ISO 8601.
 */
export async function loadSecrets(
  path: string,
  cipher: Pick<Cipher, 'reveal'>,
  now: string,
): Promise<LoadedSecrets> {
  const text = await readFile(path, 'utf8').catch(unlessMissing);
  if (text === undefined) return { stored: {}, values: new Map() };
  const stored = parse(text);
  if (!stored) {
    const notice = setAside(path, 'The stored keys', 'the file is damaged.', now);
    return { stored: {}, values: new Map(), notice: { ...notice, remedy: 'Enter the keys anew.' } };
  }
  return { stored, values: await revealAll(stored, cipher) };
}

/** Rejects with `disk-full` or `library-unwritable`. */
export async function storeSecrets(path: string, secrets: Stored): Promise<void> {
  await writeWhole(path, `${JSON.stringify({ version: 1, secrets }, null, 2)}\n`);
}

/** Undefined: there is no file. What can't be read is as good as damaged. */
function unlessMissing(thrown: unknown): string | undefined {
  const missing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
  return missing ? undefined : '';
}

function parse(text: string): Stored | undefined {
  try {
    return fileSchema.parse(JSON.parse(text)).secrets;
  } catch {
    return undefined;
  }
}

function knownNames(stored: Stored): StoredName[] {
  const known = Object.keys(stored).map((name) => storedNameSchema.safeParse(name).data);
  return known.filter((name) => name !== undefined);
}

/** Those that can be opened. */
async function revealAll(
  stored: Stored,
  cipher: Pick<Cipher, 'reveal'>,
): Promise<Map<StoredName, string>> {
  const values = new Map<StoredName, string>();
  for (const name of knownNames(stored)) {
    const bytes = Buffer.from(stored[name] ?? '', 'base64');
    const value = await cipher.reveal(bytes).catch(() => undefined);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}
