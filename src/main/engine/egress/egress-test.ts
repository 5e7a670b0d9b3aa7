import type { EgressSettings } from '../../../contract/egress-settings.ts';
import { StudioError, type ErrorData } from '../../../contract/errors.ts';
import type { Verdict } from '../../../contract/settings.ts';
import type { Connection } from '../../livekit/connection.ts';
import type { EgressCalls } from '../../livekit/egress/client.ts';
import { requestFailure } from '../../livekit/egress/failure.ts';
import type { EgressKeys } from '../../livekit/egress/order.ts';
import { egressProblem } from '../../livekit/egress/validate.ts';
import { verdictOf } from '../connection-test.ts';

/** A verdict comes within this time, whatever LiveKit does. */
const LONGEST_MS = 15_000;

export interface EgressTestOptions {
  sources: () => { settings: EgressSettings; keys: EgressKeys };
  connection: () => Connection | undefined;
  bringUp: () => Promise<unknown>;
  callsTo: (connection: Connection) => EgressCalls;
}

/**
 * Whether egress would be accepted as it is set, as far as that can be known without recording:
 * settings and keys whole, LiveKit reached, the key good for it, Redis there. Never rejects.
 */
export async function testEgress(options: EgressTestOptions): Promise<Verdict> {
  return await verdictOf(async () => {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new StudioError(NOT_YET)), LONGEST_MS);
    try {
      const looked = look(options);
      looked.catch(() => undefined); // it may fail after the time was over
      return await Promise.race([looked, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  });
}

async function look({ sources, connection, bringUp, callsTo }: EgressTestOptions) {
  const { settings, keys } = sources();
  if (settings.kind === 'off') throw new StudioError(OFF);
  await bringUp();
  const reached = connection();
  if (!reached) throw new StudioError(NOT_YET);
  const problem = egressProblem(settings, keys, reached.url);
  if (problem) throw new StudioError(problem);
  try {
    await callsTo(reached).look();
  } catch (thrown) {
    const storage = settings.kind;
    throw new StudioError(requestFailure(thrown, { connection: reached, keys, storage }));
  }
  return `The settings are complete and LiveKit at ${reached.url} takes requests for egress; whether a service answers and its storage takes the file shows in the first conversation`;
}

const OFF: ErrorData = {
  code: 'invalid-input',
  message: 'Egress is off.',
  remedy: 'Choose where LiveKit puts its recordings, and store that.',
};

const NOT_YET: ErrorData = {
  code: 'timeout',
  message: 'LiveKit is not up yet.',
  remedy: 'Test the connection under Settings, Connection; then try again.',
};
