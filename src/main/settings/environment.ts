import { join } from 'node:path';
import type { ErrorData } from '../../contract/errors.ts';
import { isPlainKey, originOf } from '../../contract/key-ring.ts';
import { ENVIRONMENT_CONNECTION } from '../../contract/settings.ts';
import { addressOf } from '../livekit/connection.ts';
import { LIVEKIT_NAMES, readEnvFile, type EnvValues } from './env-file.ts';
import { providerWord } from './provider-word.ts';

export interface Environment {
  env: NodeJS.ProcessEnv;
  /** The names of it that only the file gave. */
  fromFile: string[];
  /** What of it could not be used as it stands. */
  notices: ErrorData[];
}

/** An address and the keys that are for it. */
interface Belonging {
  address: 'LIVEKIT_URL' | 'OPENAI_BASE_URL';
  keys: readonly ('LIVEKIT_API_KEY' | 'LIVEKIT_API_SECRET' | 'OPENAI_API_KEY')[];
  isSame: (one: string, other: string) => boolean;
}

const BELONGINGS: readonly Belonging[] = [
  {
    address: 'LIVEKIT_URL',
    keys: ['LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'],
    isSame: (one, other) => addressOf(one) === addressOf(other),
  },
  {
    address: 'OPENAI_BASE_URL',
    keys: ['OPENAI_API_KEY'],
    isSame: (one, other) =>
      URL.canParse(one) && URL.canParse(other) && originOf(one) === originOf(other),
  },
];

/**
 * The environment with what `.env.local` in `directory` adds to it. The environment itself wins; of the file,
 * only the names of env-file.ts are taken.
 *
 * An address and its keys come from one place: a key of the shell isn't shown to whom a file names, which may
 * have come with somebody's project, and a file's key not to another server of the shell.
 *
 * A file that holds a whole LiveKit or an OpenAI key was written to be used here, as the shell's variables
 * may not be: so it says as well, where nothing else does, that they are to be used.
 *
 * @throws StudioError `invalid-input` for a DUOLOGUE_PROVIDER of the file that is no provider, where it would hold
 */
export async function readEnvironment(
  env: NodeJS.ProcessEnv,
  directory: string,
): Promise<Environment> {
  const path = join(directory, '.env.local');
  const { values, notices } = await readEnvFile(path);
  if (!env['DUOLOGUE_PROVIDER']?.trim()) providerWord(values.DUOLOGUE_PROVIDER, path);
  let sources: Sources = { shell: env, file: values, notices };
  for (const belonging of BELONGINGS) sources = settled(belonging, sources);
  const { shell, file } = sources;
  const added = Object.entries({ ...impliedBy(file), ...file }).filter(
    ([name]) => !shell[name]?.trim(),
  );
  const merged: NodeJS.ProcessEnv = { ...shell, ...Object.fromEntries(added) };
  const spoiled = spoiledKey(merged);
  const half = halfLivekit(file, env);
  return {
    env: spoiled ? without(merged, ['OPENAI_API_KEY']) : merged,
    fromFile: added.map(([name]) => name),
    notices: [...sources.notices, ...(spoiled ? [spoiled] : []), ...(half ? [half] : [])],
  };
}

interface Sources {
  shell: NodeJS.ProcessEnv;
  file: EnvValues;
  notices: ErrorData[];
}

/** Shell and file without what doesn't belong to the address that holds. */
function settled({ address, keys, isSame }: Belonging, sources: Sources): Sources {
  const { shell, file, notices } = sources;
  const [theirs, ours] = [shell[address]?.trim(), file[address]];
  if (!ours) return sources;
  if (theirs) {
    // By the shell's own address another server is meant than by the file.
    return isSame(theirs, ours) ? sources : { ...sources, file: without(file, [address, ...keys]) };
  }
  const strangers = keys.filter((name) => shell[name]?.trim());
  const missing = strangers.filter((name) => !file[name]);
  return {
    shell: without(shell, strangers),
    file,
    notices: missing.length === 0 ? notices : [...notices, apart(address, missing)],
  };
}

function without<V extends NodeJS.ProcessEnv>(values: V, names: readonly string[]): V {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name))) as V;
}

function impliedBy(file: EnvValues): EnvValues {
  const hasLivekit = LIVEKIT_NAMES.every((name) => file[name]);
  return {
    ...(hasLivekit ? { DUOLOGUE_CONNECTION: ENVIRONMENT_CONNECTION } : {}),
    ...(file.OPENAI_API_KEY ? { DUOLOGUE_PROVIDER: 'openai' } : {}),
  };
}

/** A file that names a LiveKit was written to use it; without all of it that can't be. */
function halfLivekit(file: EnvValues, shell: NodeJS.ProcessEnv): ErrorData | undefined {
  const given = LIVEKIT_NAMES.filter((name) => file[name]);
  const missing = LIVEKIT_NAMES.filter((name) => !file[name]).join(' and ');
  if (given.length === 0 || missing === '') return undefined;
  // The rest may be there; and what of it doesn't belong to the file's address is told already.
  if (LIVEKIT_NAMES.some((name) => shell[name]?.trim())) return undefined;
  return {
    code: 'invalid-input',
    message: `The LiveKit of .env.local is not used: it has ${given.join(' and ')}, but not ${missing}.`,
    remedy: `Put ${missing} into .env.local, or take the others out.`,
  };
}

/** Of a key that no server could take: in a header it would be an error that repeats it. */
function spoiledKey(env: NodeJS.ProcessEnv): ErrorData | undefined {
  const key = env['OPENAI_API_KEY']?.trim();
  if (!key || isPlainKey(key)) return undefined;
  return {
    code: 'invalid-input',
    message:
      'OPENAI_API_KEY is not used: it holds a space, a line break, a quote or another sign that no key has.',
    remedy: 'Copy the key anew, into the environment or .env.local.',
  };
}

function apart(address: string, keys: readonly string[]): ErrorData {
  const names = keys.join(' and ');
  return {
    code: 'invalid-input',
    message: `${names} of the environment ${keys.length > 1 ? 'are' : 'is'} not used, because ${address} comes from .env.local: keys go only to the server that they were given for.`,
    remedy: `Put ${address} into the environment, or ${names} into .env.local.`,
  };
}
