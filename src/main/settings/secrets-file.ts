import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ErrorData } from '../../contract/errors.ts';
import { secretNameSchema, type SecretName } from '../../contract/settings.ts';
import type { Cipher } from './cipher.ts';
import { setAside } from './set-aside.ts';
import { writeWhole } from './write-whole.ts';

const fileSchema = z.strictObject({
  version: z.literal(1),
  /** Base64 of what the cipher made of each value. */
  secrets: z.partialRecord(secretNameSchema, z.base64()),
});

/** Protected values, as they stand in the file. */
export type Stored = z.infer<typeof fileSchema>['secrets'];

export interface LoadedSecrets {
  stored: Stored;
  values: Map<SecretName, string>;
  /** What could not be read, and was set aside. */
  notice?: ErrorData;
}

const LOCKED = 'the system no longer opens some of them (another user, or another computer).';

/**
 * Reads a file of secrets; none is no fault. A file of which something can't be opened is set aside, and
 * what could be opened is written anew.
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
  const all = parse(text);
  const opened = await revealAll(all ?? {}, cipher);
  if (all && Object.keys(all).length === opened.values.size) return opened;
  const notice = setAside(path, 'The stored keys', all ? LOCKED : 'the file is damaged.', now);
  if (opened.values.size > 0) await storeSecrets(path, opened.stored).catch(() => undefined);
  return { ...opened, notice: { ...notice, remedy: 'Enter the keys that are missing anew.' } };
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

async function revealAll(all: Stored, { reveal }: Pick<Cipher, 'reveal'>): Promise<LoadedSecrets> {
  const stored: Stored = {};
  const values = new Map<SecretName, string>();
  for (const name of secretNameSchema.options) {
    const bytes = all[name];
    if (bytes === undefined) continue;
    const value = await reveal(Buffer.from(bytes, 'base64')).catch(() => undefined);
    if (value === undefined) continue;
    stored[name] = bytes;
    values.set(name, value);
  }
  return { stored, values };
}
