import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { EGRESS_ENV_NAMES } from './egress-env.ts';

/** Names that are read from `.env.local`: those of the prototype, and what goes with them. */
const ENV_NAMES = [
  'LIVEKIT_URL',
  'LIVEKIT_API_KEY',
  'LIVEKIT_API_SECRET',
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'LLM_MODEL',
  ...Object.values(EGRESS_ENV_NAMES),
] as const;

/**
 * The environment with what `.env.local` in `directory` adds to it. The environment itself wins; of
 * the file, only ENV_NAMES are taken. No file is no fault.
 */
export async function withEnvFile(
  env: NodeJS.ProcessEnv,
  directory: string,
): Promise<NodeJS.ProcessEnv> {
  const text = await readFile(join(directory, '.env.local'), 'utf8').catch(() => '');
  const file = parseEnv(text);
  const merged = { ...env };
  for (const name of ENV_NAMES) {
    const value = file[name]?.trim();
    if (value && !merged[name]) merged[name] = value;
  }
  return merged;
}
