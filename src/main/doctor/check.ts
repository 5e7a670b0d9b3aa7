import { toErrorData } from '../../contract/errors.ts';
import type { Check } from '../../contract/studio-api.ts';

/** What an examination found; without a verdict it is ok. */
export interface Finding {
  verdict?: Check['verdict'];
  note: string;
  remedy?: string;
}

/** A check that hasn't come to an end by then is a fault. Long enough to build a livekit-server. */
const LONGEST_MS = 5 * 60_000;

/** One named check. Whatever it throws is its finding: the others go on. */
export async function check(name: string, work: () => Promise<Finding>): Promise<Check> {
  const late = Promise.withResolvers<Finding>();
  const timer = setTimeout(() => late.resolve(tooLate()), LONGEST_MS);
  try {
    const { verdict = 'ok', note, remedy } = await Promise.race([work(), late.promise]);
    return { name, verdict, note, ...(remedy === undefined ? {} : { remedy }) };
  } catch (thrown) {
    const { message, remedy } = toErrorData(thrown);
    return { name, verdict: 'fault', note: message, remedy: remedy ?? UNKNOWN };
  } finally {
    clearTimeout(timer);
  }
}

const UNKNOWN = 'This is unexpected: report it with the output of `duologue --verbose doctor`.';

function tooLate(): Finding {
  return {
    verdict: 'fault',
    note: 'It did not answer within five minutes.',
    remedy: 'Try again; if it stays so, restart the computer.',
  };
}
