import { ParticipantKind } from '@livekit/rtc-node';
import { beforeEach, describe, expect, it } from 'vitest';
import { AGENT_STATE_ATTRIBUTE, Link } from '../../../src/agents/side/link.ts';
import { FakeRoom, type FakeParticipant } from '../../support/fake-room.ts';

describe('Link', () => {
  let room: FakeRoom;
  let nowMs: number;
  let tracks: unknown[];
  let link: Link;
  let peer: FakeParticipant;

  beforeEach(() => {
    room = new FakeRoom();
    nowMs = 0;
    tracks = [];
    link = linkTo({ kind: 'ours', identity: 'c1-b' });
    link.open();
    peer = room.join('c1-b');
  });

  function linkTo(to: ConstructorParameters<typeof Link>[1]): Link {
    const events = { onTrack: (track: unknown) => tracks.push(track) };
    return new Link(room.room, to, events, () => nowMs);
  }

  function peerSays(state: string, atMs: number, participant = peer): void {
    nowMs = atMs;
    room.says(participant, { [AGENT_STATE_ATTRIBUTE]: state });
  }

  it('links to the agent with the identity, and to nobody else', () => {
    const wanted = room.publish(peer);
    room.give(peer, wanted, 'track');
    const unwanted = room.publish(room.join('monitor'));
    room.leave(peer);
    const stranger = room.join('c1-b', { kind: ParticipantKind.STANDARD });
    const strange = room.publish(stranger);
    room.give(stranger, strange, 'other track');
    expect([wanted.asked, unwanted.asked, strange.asked]).toEqual([[true], [], []]);
    expect(tracks).toEqual(['track']);
  });

  it('links to an agent of the user’s own once it is known, and knows what it says by then', () => {
    const called = linkTo({ kind: 'external', stt: null });
    called.open();
    const agent = room.join('agent-1', { attributes: { [AGENT_STATE_ATTRIBUTE]: 'speaking' } });
    const voice = room.publish(agent);
    expect(voice.asked).toEqual([]);
    called.meet('agent-1');
    called.meet('agent-1');
    expect(voice.asked).toEqual([true]);
    expect(called.floor(0)).toBe('held');
  });

  it('knows the floor as the other side tells it', () => {
    expect(link.floor(0)).toBe('unknown');
    peerSays('speaking', 100);
    expect(link.floor(120)).toBe('held');
    expect(link.peerSpeaks).toBe(true);
    peerSays('listening', 900);
    expect(link.peerSpeaks).toBe(false);
    expect(link.floor(120)).toBe('releasing');
    nowMs = 1100;
    expect(link.floor(120)).toBe('released');
  });

  it('does not take old news for a word about a later utterance', () => {
    peerSays('speaking', 100);
    peerSays('listening', 900);
    peerSays('thinking', 1500);
    expect(link.floor(2000)).toBe('unknown');
    peerSays('speaking', 2100);
    expect(link.floor(2000)).toBe('held');
  });

  it('does not listen to what others say of themselves, nor after its end', () => {
    peerSays('speaking', 100, room.join('somebody'));
    expect(link.floor(0)).toBe('unknown');
    link.close();
    peerSays('speaking', 100);
    expect(link.floor(0)).toBe('unknown');
  });
});
