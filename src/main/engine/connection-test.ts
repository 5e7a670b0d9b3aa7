import { monotonicMs } from '../../contract/clock.ts';
import { StudioError, toErrorData } from '../../contract/errors.ts';
import type { Verdict } from '../../contract/settings.ts';
import type { LivekitTarget } from '../livekit/connection.ts';
import { knockAsAgent } from '../livekit/agent-door.ts';
import { probe } from '../livekit/probe.ts';
import type { EnginePort } from '../conversations/ports.ts';
import { openLivekit, type LivekitLinkOptions } from './livekit-link.ts';

/** A verdict comes within five seconds; a probe alone takes up to three, a worker's knock two. */
const LONGEST_MS = 4900;

/**
 * Whether a remote LiveKit answers, takes the keys and lets agents register. Never rejects.
 *
 * @param target makes the connection; what it throws is the verdict.
 */
export async function testRemote(
  target: () => Extract<LivekitTarget, { kind: 'remote' }>,
): Promise<Verdict> {
  return await verdictOf(async () => {
    const connection = target();
    await probe(connection);
    await knockAsAgent(connection);
    return `${connection.url} answers, takes the keys and lets agents register`;
  });
}

/** Whether the embedded server that runs use answers, by having it up. Never rejects. */
export async function testEmbedded(engine: Pick<EnginePort, 'livekit'>): Promise<Verdict> {
  return await verdictOf(async () => {
    let doing = '';
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(notYet(doing)), LONGEST_MS);
    try {
      const up = engine.livekit((note) => (doing = note));
      up.catch(() => undefined); // it may fail after the time was over
      const { note } = await Promise.race([up, late.promise]);
      return `${note} answers`;
    } finally {
      clearTimeout(timer);
    }
  });
}

/** The same for an embedded server that isn't in use: one is started for the test and ended. */
export async function testSpare(options: Omit<LivekitLinkOptions, 'target'>): Promise<Verdict> {
  return await verdictOf(async () => {
    const signal = AbortSignal.timeout(LONGEST_MS);
    let doing = '';
    const target = (): LivekitTarget => ({ kind: 'local' });
    try {
      const link = await openLivekit({ ...options, target }, (note) => (doing = note), signal);
      await link.stop();
      return `${link.note} answers`;
    } catch (thrown) {
      throw signal.aborted ? notYet(doing, FETCHED_BY_A_RUN) : thrown;
    }
  });
}

/** A test that is over ends its own download. */
const FETCHED_BY_A_RUN =
  'livekit-server is fetched when this computer is chosen and something runs on it; a test does not wait for that.';

function notYet(
  doing: string,
  remedy = 'The first start has to fetch livekit-server: a conversation waits for it and shows how far it is.',
): StudioError {
  return new StudioError({
    code: 'timeout',
    message: `The embedded server is not up yet${doing ? `: ${doing}` : ''}.`,
    remedy,
  });
}

/** A test as a verdict; what it throws is one too. Never rejects. */
export async function verdictOf(test: () => Promise<string>): Promise<Verdict> {
  const began = monotonicMs();
  const took = (): number => Math.round(monotonicMs() - began);
  try {
    const found = await test();
    return { ok: true, note: `${found} (${took()} ms)`, tookMs: took() };
  } catch (thrown) {
    const { message, remedy } = toErrorData(thrown);
    return { ok: false, note: message, ...(remedy ? { remedy } : {}), tookMs: took() };
  }
}
