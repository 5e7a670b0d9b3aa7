import { DisconnectReason } from '@livekit/rtc-node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Presence } from '../../../../../src/agents/side/external/presence.ts';
import { FakeRoom } from '../../../../support/fake-room.ts';

const STATE = 'lk.agent.state';

describe('Presence', () => {
  let room: FakeRoom;
  let told: string[];
  let presence: Presence;
  beforeEach(() => {
    vi.useFakeTimers();
    room = new FakeRoom();
    told = [];
    presence = new Presence(room.room, {
      onJoined: () => told.push('joined'),
      onState: (state) => told.push(state),
      onGone: (how) => told.push(how),
    });
    presence.open();
  });
  afterEach(() => vi.useRealTimers());

  it('takes up an agent that was there before it was known, with what it says by then', () => {
    room.join('agent', { attributes: { [STATE]: 'thinking' } });
    room.join('somebody', { attributes: { [STATE]: 'speaking' } });
    expect(told).toEqual([]);
    presence.meet('agent');
    expect(told).toEqual(['joined', 'thinking']);
    expect(presence).toMatchObject({ joined: true, state: 'thinking' });
  });

  it('knows of an agent that had left before it was known', () => {
    room.leave(room.join('agent'), DisconnectReason.CLIENT_INITIATED);
    presence.meet('agent');
    expect(told).toEqual(['joined', 'left']);
  });

  it('passes on what the agent says, in our words, and nothing that others say', () => {
    presence.meet('agent');
    const agent = room.join('agent');
    room.says(agent, { [STATE]: 'initializing' });
    room.says(agent, { other: 'x' });
    room.says(agent, { [STATE]: 'idle' });
    room.says(room.join('avatar'), { [STATE]: 'speaking' });
    expect(told).toEqual(['joined', 'joining', 'listening']);
  });

  it.each([DisconnectReason.CLIENT_INITIATED, DisconnectReason.PARTICIPANT_REMOVED])(
    'knows at once that it left (%i)',
    (reason) => {
      presence.meet('agent');
      room.leave(room.join('agent'), reason);
      expect(told).toEqual(['joined', 'left']);
    },
  );

  it('waits for one whose connection broke, and takes it up again', () => {
    presence.meet('agent');
    for (let times = 0; times < 2; times += 1) {
      room.leave(room.join('agent'), DisconnectReason.SIGNAL_CLOSE);
      vi.advanceTimersByTime(4000);
    }
    room.join('agent');
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['joined']);
    room.leave(room.remoteParticipants.get('agent')!, DisconnectReason.SIGNAL_CLOSE);
    vi.advanceTimersByTime(5000);
    expect(told).toEqual(['joined', 'lost']);
  });

  it('hears nothing after its end', () => {
    presence.meet('agent');
    const agent = room.join('agent');
    room.leave(agent, DisconnectReason.SIGNAL_CLOSE);
    presence.close();
    vi.runAllTimers();
    room.join('agent');
    expect(told).toEqual(['joined']);
  });
});
