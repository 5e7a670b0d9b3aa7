import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EgressTarget } from '../../../../src/contract/egress-checks.ts';
import type { Egress } from '../../../../src/contract/egress.ts';
import type { ErrorData } from '../../../../src/contract/errors.ts';
import { EgressJob } from '../../../../src/main/engine/egress/egress-job.ts';
import { EgressCalls } from '../../../../src/main/livekit/egress/client.ts';
import { FakeEgress, REFUSALS, SAID, type Said } from '../../../support/fake-egress.ts';
import { FILE, KEYS, order, S3 } from '../../livekit/egress/samples.ts';
import { HastyClock } from './hasty-clock.ts';

const { starting: STARTING, active: ACTIVE, ending: ENDING } = SAID;
const COMPLETE: Said = {
  ...SAID.complete,
  fileResults: [{ location: '/out/c1.ogg', size: 5000n, duration: 60_000_000_000n }],
};

let fake: FakeEgress;
let clock: HastyClock;
let stored: Egress[];
let notices: ErrorData[];
let isThere: boolean;
beforeEach(async () => {
  fake = await FakeEgress.open();
  clock = new HastyClock();
  [stored, notices, isThere] = [[], [], true];
});
afterEach(async () => {
  await fake.close();
});

const states = (): string[] => stored.map(({ state }) => state);

function jobOf(target: EgressTarget = FILE, known?: Egress): EgressJob {
  return new EgressJob(
    {
      calls: new EgressCalls(fake.connection, { startS: 5, callS: 5 }),
      storage: target.kind,
      keys: KEYS,
      clock,
      store: (egress) => {
        if (isThere) stored.push(egress);
        return isThere;
      },
      notice: (error) => void notices.push(error),
    },
    known,
  );
}

describe('an egress that works', () => {
  it('is followed from starting to complete, with its file', async () => {
    fake.script = [STARTING, ACTIVE];
    fake.afterStop = [ENDING, ENDING, COMPLETE];
    const job = jobOf();
    const over = job.run(order());
    await expect.poll(states).toContain('active');
    await job.stop();
    await over;
    expect(fake.stopped).toEqual(['EG_1']);
    expect(stored[0]).toMatchObject({ id: null, state: 'starting', request: 'routes' });
    expect([...new Set(states())]).toEqual(['starting', 'active', 'ending', 'complete']);
    expect(stored.at(-1)).toMatchObject({
      ...{ id: 'EG_1', request: 'routes', storage: 'file', state: 'complete', error: null },
      files: [{ location: '/out/c1.ogg', bytes: 5000, durationMs: 60_000 }],
    });
    expect(notices).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it('is written down only when something changed', async () => {
    fake.script = [...Array.from({ length: 20 }, () => ACTIVE), COMPLETE];
    await jobOf().run(order());
    expect(states()).toEqual(['starting', 'starting', 'active', 'complete']);
  });

  it('is looked at more and more seldom', async () => {
    fake.script = [...Array.from({ length: 10 }, () => ACTIVE), COMPLETE];
    await jobOf().run(order());
    expect(clock.waited.slice(0, 6)).toEqual([500, 1000, 2000, 4000, 8000, 15_000]);
    expect(new Set(clock.waited.slice(6))).toEqual(new Set([15_000]));
  });

  it('says when it is a room composite', async () => {
    fake.misbehave.StartEgress = REFUSALS.noRoute;
    fake.script = [COMPLETE];
    await jobOf(S3).run(order(S3));
    expect(stored.at(-1)).toMatchObject({ request: 'room-composite', state: 'complete' });
  });

  it('is stopped as soon as it has begun, when the conversation ended before', async () => {
    const answered = Promise.withResolvers<void>();
    fake.misbehave.StartEgress = { kind: 'wait', until: answered.promise };
    fake.script = [{ ...SAID.aborted, error: 'Stop called before pipeline could start' }];
    const job = jobOf();
    const over = job.run(order());
    await expect.poll(() => fake.calls).toContain('StartEgress');
    await job.stop(); // resolves at once: nobody waits for the start
    expect(fake.stopped).toEqual([]);
    answered.resolve();
    await over;
    expect(fake.stopped).toEqual(['EG_1']);
    expect(stored.at(-1)).toMatchObject({
      state: 'aborted',
      error: { remedy: expect.any(String) },
    });
  });
});

describe('an egress that fails', () => {
  it('never reaches LiveKit with settings that it would refuse', async () => {
    await jobOf(S3).run(order(S3, {}));
    expect(fake.calls).toEqual([]);
    expect(stored.at(-1)).toMatchObject({ state: 'failed', error: { code: 'invalid-input' } });
    expect(notices).toHaveLength(1);
  });

  it('is known at once where there is no Redis, without the 24 s of a start', async () => {
    fake.misbehave.ListEgress = REFUSALS.noRedis;
    await jobOf().run(order());
    expect(fake.calls).toEqual(['ListEgress']);
    expect(stored.at(-1)).toMatchObject({
      ...{ id: null, state: 'failed', endedAt: expect.stringMatching(/^2026/) },
      error: { message: expect.stringContaining('Redis') },
    });
    expect(notices).toEqual([stored.at(-1)?.error]);
  });

  it('starts all the same when the first look proves nothing', async () => {
    const calm = Promise.withResolvers<void>();
    fake.misbehave.ListEgress = { kind: 'refuse', status: 503, msg: 'busy' };
    fake.misbehave.StartEgress = { kind: 'wait', until: calm.promise };
    fake.script = [COMPLETE];
    const over = jobOf().run(order());
    await expect.poll(() => fake.calls).toContain('StartEgress');
    fake.misbehave = {};
    calm.resolve();
    await over;
    expect(states().at(-1)).toBe('complete');
  });

  it.each([
    ['no service', REFUSALS.noService, 'No egress service'],
    ['a forbidden disk', REFUSALS.noDisk, 'its own disk'],
    ['garbage', { kind: 'garbage', body: '<html>' }, 'could not be read'],
  ] as const)('tells of %s once', async (_name, how, words) => {
    fake.misbehave.StartEgress = how;
    await jobOf().run(order());
    expect(states()).toEqual(['starting', 'failed']);
    expect(notices.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
  });

  it('in the middle of the conversation tells its text once', async () => {
    fake.script = [ACTIVE, { ...SAID.failed, error: 'S3 upload failed: AccessDenied' }];
    await jobOf(S3).run(order(S3));
    expect(stored.at(-1)?.error?.message).toContain('AccessDenied');
    expect(notices).toHaveLength(1);
  });

  it('is lost when LiveKit forgets it, and survives a while of silence', async () => {
    fake.script = [ACTIVE];
    const job = jobOf();
    const over = job.run(order());
    await expect.poll(states).toContain('active');
    fake.misbehave.ListEgress = { kind: 'refuse', status: 503, msg: 'busy' };
    const before = clock.waited.length;
    await expect.poll(() => clock.waited.length).toBeGreaterThan(before + 5);
    expect(states().at(-1)).toBe('active');
    fake.misbehave.ListEgress = { kind: 'refuse', status: 404, code: 'not_found', msg: 'none' };
    await over;
    expect(stored.at(-1)).toMatchObject({
      ...{ state: 'failed', error: { message: expect.stringContaining('no longer knows') } },
    });
  });

  it('that never comes to its end is followed for ten minutes, and stays open', async () => {
    fake.script = [ENDING];
    const job = jobOf();
    const over = job.run(order());
    await expect.poll(states).toContain('ending');
    const stoppedAt = clock.monotonicMs();
    await job.stop();
    await over;
    expect(stored.at(-1)).toMatchObject({ state: 'ending', error: { code: 'timeout' } });
    const followedMs = clock.monotonicMs() - stoppedAt;
    expect(followedMs).toBeGreaterThan(600_000);
    expect(followedMs).toBeLessThan(620_000);
  });
});

it('ends without a word when its conversation was deleted', async () => {
  fake.script = [ACTIVE];
  const job = jobOf();
  const over = job.run(order());
  await expect.poll(states).toContain('starting');
  isThere = false;
  await over;
  expect(notices).toEqual([]);
});

it('that is abandoned asks and writes nothing more', async () => {
  fake.script = [ACTIVE];
  const job = jobOf();
  const over = job.run(order());
  await expect.poll(states).toContain('active');
  job.abandon();
  await over;
  const { length } = fake.calls;
  await expect.poll(() => fake.calls.length).toBe(length);
  expect(states().at(-1)).toBe('active');
});

it('of an earlier start is stopped and followed to its end', async () => {
  fake.script = [ENDING, COMPLETE];
  const known: Egress = {
    ...{ id: 'EG_1', request: 'room-composite', storage: 'file', state: 'active', files: [] },
    ...{ error: null, startedAt: null, endedAt: null },
  };
  await jobOf(FILE, known).resume();
  expect(fake.stopped).toEqual(['EG_1']);
  expect(stored.at(-1)).toMatchObject({ state: 'complete', request: 'room-composite' });
});
