import { expect, test } from 'vitest';
import { isLeftOver } from '../../../src/main/livekit/room-sweeper.ts';
import { ownerOf } from '../../../src/main/livekit/room-owner.ts';

test('a room is ours by prefix and metadata', () => {
  const metadata = JSON.stringify({ app: 'duologue', owner: 'me' });
  expect(ownerOf({ name: 'duologue-1', metadata })).toBe('me');
  expect(ownerOf({ name: 'other-1', metadata })).toBeUndefined();
  expect(ownerOf({ name: 'duologue-1', metadata: '' })).toBeUndefined();
  expect(ownerOf({ name: 'duologue-1', metadata: '{"owner":"me"}' })).toBeUndefined();
});

const room = (owner: string, name = 'duologue-1') => ({ name, owner });

test('on a shared LiveKit only rooms of the same owner are left-overs', () => {
  const about = { local: false, owner: 'me', inUse: new Set<string>() };
  expect(isLeftOver(room('me'), about)).toBe(true);
  expect(isLeftOver(room('somebody'), about)).toBe(false);
});

test('on the embedded server all are; a room in use never is', () => {
  const about = { local: true, owner: 'me', inUse: new Set(['duologue-2']) };
  expect(isLeftOver(room('somebody'), about)).toBe(true);
  expect(isLeftOver(room('me', 'duologue-2'), about)).toBe(false);
});
