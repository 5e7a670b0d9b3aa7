import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EgressCalls } from '../../../../src/main/livekit/egress/client.ts';
import { requestFailure } from '../../../../src/main/livekit/egress/failure.ts';
import { FakeEgress, REFUSALS, SAID, type Misbehaviour } from '../../../support/fake-egress.ts';
import { KEYS, order, S3 } from './samples.ts';

let fake: FakeEgress;
let calls: EgressCalls;
beforeEach(async () => {
  fake = await FakeEgress.open();
  calls = new EgressCalls(fake.connection);
});
afterEach(async () => {
  await fake.close();
});

const failure = async (work: Promise<unknown>) => {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return requestFailure(thrown, { connection: fake.connection, keys: KEYS, storage: 's3' });
};

const refusal = (status: number, code: string | undefined, msg: string): Misbehaviour => ({
  ...{ kind: 'refuse', status, msg },
  ...(code === undefined ? {} : { code }),
});

describe('the way back to a room composite', () => {
  it.each([
    ['a server before v2', REFUSALS.noRoute],
    ['one that says so', refusal(501, 'unimplemented', 'not yet')],
    ['a 404 without a code', refusal(404, undefined, 'not found')],
    [
      'an egress service before 1.14 behind a newer server',
      refusal(400, 'invalid_argument', 'request has missing or invalid field: request'),
    ],
  ])('is taken with %s', async (_name, how) => {
    fake.misbehave.StartEgress = how;
    expect(await calls.start(order())).toMatchObject({
      request: 'room-composite',
      info: { egressId: 'EG_1' },
    });
    expect(fake.calls).toEqual(['StartEgress', 'StartRoomCompositeEgress']);
    expect(fake.problems).toEqual([]);
  });

  it.each([
    ['a room that is gone', refusal(404, 'not_found', 'requested room does not exist')],
    ['no egress service', REFUSALS.noService],
    ['a forbidden disk', REFUSALS.noDisk],
    ['a wrong key', refusal(401, 'unauthenticated', 'invalid token')],
  ])('is not taken with %s', async (_name, how) => {
    fake.misbehave.StartEgress = how;
    await expect(calls.start(order())).rejects.toThrow();
    expect(fake.calls).toEqual(['StartEgress']);
  });
});

describe('what goes wrong with a request', () => {
  it('is told: no service, after however long', async () => {
    fake.misbehave.StartEgress = { ...REFUSALS.noService };
    const error = await failure(calls.start(order(S3)));
    expect(error).toMatchObject({
      code: 'livekit-failed',
      message: expect.stringContaining('No egress service'),
      remedy: expect.stringContaining('local recording'),
    });
  });

  it('is told: never an answer', async () => {
    fake.misbehave.StartEgress = { kind: 'hang' };
    const hasty = new EgressCalls(fake.connection, { startS: 0.05, callS: 0.05 });
    expect(await failure(hasty.start(order()))).toMatchObject({ code: 'timeout' });
    fake.misbehave.ListEgress = { kind: 'hang' };
    expect(await failure(hasty.get('EG_1'))).toMatchObject({ code: 'timeout' });
    expect(fake.calls).toEqual(['StartEgress', 'ListEgress']);
  });

  it.each(['<html>hello</html>', '"EG_1"', '{"egressId": 5, "status": {"a": 1}}', ''])(
    'is told: an answer that is %j, without repeating it',
    async (body) => {
      fake.misbehave.StartEgress = { kind: 'garbage', body };
      const error = await failure(calls.start(order()));
      expect(error.message).toContain('could not be read');
      expect(JSON.stringify(error)).not.toMatch(/hello|EG_1/);
    },
  );

  it('is told: the key is refused, or nobody is there', async () => {
    fake.misbehave.ListEgress = refusal(401, 'unauthenticated', 'permissions denied');
    expect(await failure(calls.look())).toMatchObject({ code: 'livekit-unauthorized' });
    const nobody = new EgressCalls({ ...fake.connection, url: 'ws://127.0.0.1:3' });
    expect(await failure(nobody.look())).toMatchObject({ code: 'livekit-unreachable' });
  });
});

it('finds an egress by its id and by its room, or nothing', async () => {
  expect(await calls.get('EG_1')).toBeUndefined();
  fake.script = [SAID.active, SAID.complete];
  expect(await calls.get('EG_1')).toMatchObject(SAID.active);
  expect(await calls.find('duologue-c1')).toMatchObject(SAID.complete);
  fake.misbehave.ListEgress = refusal(404, 'not_found', 'egress does not exist');
  expect(await calls.get('EG_1')).toBeUndefined();
  expect(fake.problems).toEqual([]);
});
