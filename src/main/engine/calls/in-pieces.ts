import { setImmediate } from 'node:timers/promises';

/** Ids that one transaction changes: longer ones would hold up the host. */
const AT_ONCE = 500;

/** Does `work` for some ids at a time, with a pause for others in between. */
export async function inPieces(
  ids: readonly string[],
  work: (some: readonly string[]) => void,
): Promise<void> {
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    if (at > 0) await setImmediate();
    work(ids.slice(at, at + AT_ONCE));
  }
}
