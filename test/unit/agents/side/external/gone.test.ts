import { expect, it } from 'vitest';
import { goneFault, hasHungUp, type Gone } from '../../../../../src/agents/side/external/gone.ts';

const ways = ['left', 'room-deleted', 'caller-removed', 'lost'] as const satisfies Gone[];

it('an agent that goes by its own will after they have talked has hung up; one that is lost has not', () => {
  expect(ways.map((how) => hasHungUp(how, true))).toEqual([true, true, true, false]);
  expect(ways.map((how) => hasHungUp(how, false))).toEqual([false, false, false, false]);
});

it('says what happened, and when', () => {
  expect(goneFault('lost', true).message).toBe(
    'Your agent lost its connection to the call and did not come back.',
  );
  expect(goneFault('left', false).message).toBe(
    'Your agent left the call before anybody had said anything.',
  );
  expect(ways.map((how) => goneFault(how, false).code)).toEqual([
    'participant-removed',
    'room-deleted',
    'participant-removed',
    'participant-removed',
  ]);
});
