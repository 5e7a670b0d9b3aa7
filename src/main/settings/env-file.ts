import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import type { ErrorData } from '../../contract/errors.ts';
import { EGRESS_ENV_NAMES } from './egress-env.ts';

export const LIVEKIT_NAMES = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'] as const;
const OPENAI_NAMES = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'LLM_MODEL'] as const;

/** Names that are read from `.env.local`: those of the prototype, and what goes with them. */
const ENV_NAMES = [
  ...LIVEKIT_NAMES,
  ...OPENAI_NAMES,
  'DUOLOGUE_CONNECTION',
  'DUOLOGUE_PROVIDER',
  ...Object.values(EGRESS_ENV_NAMES),
] as const;

export type EnvValues = Partial<Record<(typeof ENV_NAMES)[number], string>>;

/** What stands in a file like `.env.local`; none is no fault. */
export async function readEnvFile(
  path: string,
): Promise<{ values: EnvValues; notices: ErrorData[] }> {
  try {
    return { values: parseEnvText(decode(await readFile(path))), notices: [] };
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unreadable';
    return { values: {}, notices: code === 'ENOENT' ? [] : [unreadable(path, code)] };
  }
}

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

/** UTF-8, or the UTF-16 that `>` of older Windows PowerShells writes. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  const isUtf16 = first === 0xff && second === 0xfe;
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
}

function unreadable(path: string, code: string): ErrorData {
  return {
    code: 'invalid-input',
    message: `${path} could not be read (${code}), so nothing of it is used.`,
    remedy: 'Check its permissions, or put what it holds into the environment.',
    details: { path },
  };
}
