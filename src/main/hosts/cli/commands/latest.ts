import { StudioError } from '../../../../contract/errors.ts';
import type { Session } from '../session.ts';

/** Stands for the newest conversation wherever an id is read (not where one is deleted). */
export const LATEST = 'latest';

/** Throws `not-found` in an empty library. */
export async function latestId(studio: Session['studio']): Promise<string> {
  const { items } = await studio.listConversations({ limit: 1 });
  const [newest] = items;
  if (newest !== undefined) return newest.id;
  throw new StudioError({
    code: 'not-found',
    message: 'The library holds no conversation yet.',
    remedy: 'Make one: duologue run --scenario late-parcel',
  });
}
