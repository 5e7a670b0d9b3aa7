import { readFile } from 'node:fs/promises';
import { StudioError } from '../../../../contract/errors.ts';
import type { StartConversation } from '../../../../contract/studio-api.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { refuseContradictions } from './contradictions.ts';
import { sidesOf, type PlayerOptions } from './player-options.ts';

type Players = Pick<StartConversation, 'provider' | 'sides' | 'preflight'>;

/**
 * The part of a request that is about who plays. Throws `invalid-input` for options that contradict each
 * other, and for a file that can't be read.
 */
export async function playersOf(
  options: PlayerOptions & { b?: string },
  path: (given: string) => string,
): Promise<Players> {
  refuseContradictions(options);
  const sides = sidesOf(options, await metadataOf(options, path));
  return {
    ...(options.provider === undefined ? {} : { provider: options.provider }),
    ...(sides === undefined ? {} : { sides }),
    ...(options.preflight === false ? { preflight: false } : {}),
  };
}

/** Without --provider: what DUOLOGUE_PROVIDER or `.env.local` say, else the rehearsal. */
export async function withProvider(
  { studio }: Pick<Session, 'studio'>,
  request: StartConversation,
): Promise<StartConversation> {
  if (request.provider !== undefined) return request;
  const { provider } = (await studio.getSettings()).effective;
  const { a, b } = request.sides ?? {};
  if (provider !== 'openai-compatible' || (a?.kind !== 'realtime' && b?.kind !== 'realtime')) {
    return { ...request, provider };
  }
  const served = <C extends typeof a>(choice: C): C =>
    choice?.kind === 'realtime' ? { provider, ...choice } : choice;
  const sides = { ...(a ? { a: served(a) } : {}), ...(b ? { b: served(b) } : {}) };
  return { ...request, provider, sides };
}

/** The most of it that a run takes, characters. */
const MOST_METADATA = 50_000;

/** Text as it is, or what stands in a file. */
async function metadataOf(
  { bAgentMetadata: given }: PlayerOptions,
  path: (given: string) => string,
): Promise<string | undefined> {
  const metadata =
    given?.startsWith('@') === true ? await metadataFile(path(given.slice(1))) : given;
  if (metadata === undefined || metadata.length <= MOST_METADATA) return metadata;
  throw new UsageError(
    `--b-agent-metadata takes at most ${MOST_METADATA} characters, and these are ${metadata.length}.`,
    'Shorten it.',
  );
}

async function metadataFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new StudioError({
      code: 'invalid-input',
      message: `The metadata file ${file} can’t be read.`,
      remedy: 'Check its name, or give the metadata itself.',
    });
  }
}
