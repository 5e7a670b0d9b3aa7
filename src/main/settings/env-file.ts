import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ENVIRONMENT_CONNECTION } from '../../contract/settings.ts';
import { EGRESS_ENV_NAMES } from './egress-env.ts';

const LIVEKIT_NAMES = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'] as const;
const OPENAI_NAMES = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'LLM_MODEL'] as const;

/** Names that are read from `.env.local`: those of the prototype, and what goes with them. */
const ENV_NAMES = [
  ...LIVEKIT_NAMES,
  ...OPENAI_NAMES,
  'DUOLOGUE_CONNECTION',
  'DUOLOGUE_PROVIDER',
  ...Object.values(EGRESS_ENV_NAMES),
] as const;

/**
 * The environment with what `.env.local` in `directory` adds to it. The environment itself wins; of the file,
 * only ENV_NAMES are taken. No file is no fault.
 *
 * A file that holds a whole LiveKit or an OpenAI key was written to be used here, as the shell's variables
 * may not be: so it says as well, where nothing else does, that they are to be used.
 */
export async function withEnvFile(
  env: NodeJS.ProcessEnv,
  directory: string,
): Promise<NodeJS.ProcessEnv> {
  const text = await readFile(join(directory, '.env.local'), 'utf8').catch(() => '');
  const file = parseEnvText(text);
  const merged = { ...env };
  for (const [name, value] of Object.entries({ ...impliedBy(file), ...file })) {
    if (!merged[name]) merged[name] = value;
  }
  return merged;
}

type EnvValues = Partial<Record<(typeof ENV_NAMES)[number], string>>;

/** The values of ENV_NAMES that stand in a text like `.env.local`, trimmed; empty ones are not there. */
export function parseEnvText(text: string): EnvValues {
  // A mark of the byte order, as some editors put it, would become part of the first name.
  const file = parseEnv(text.replace(/^\uFEFF/u, ''));
  const values: EnvValues = {};
  for (const name of ENV_NAMES) {
    const value = file[name]?.trim();
    if (value) values[name] = value;
  }
  return values;
}

function impliedBy(file: EnvValues): EnvValues {
  const hasLivekit = LIVEKIT_NAMES.every((name) => file[name]);
  return {
    ...(hasLivekit ? { DUOLOGUE_CONNECTION: ENVIRONMENT_CONNECTION } : {}),
    ...(file.OPENAI_API_KEY ? { DUOLOGUE_PROVIDER: 'openai' } : {}),
  };
}
