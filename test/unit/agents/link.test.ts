import { ParticipantKind, RoomEvent, TrackKind, type Room } from '@livekit/rtc-node';
import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { AGENT_STATE_ATTRIBUTE, Link } from '../../../src/agents/side/link.ts';

/** The part of a room that a link sees. */
class FakeRoom extends EventEmitter {
  readonly remoteParticipants = new Map<string, object>();
}

describe('Link', () => {
  let room: FakeRoom;
  let nowMs: number;
  let tracks: unknown[];
  let link: Link;
  const peer = { identity: 'c1-b', kind: ParticipantKind.AGENT, trackPublications: new Map() };

  beforeEach(() => {
    room = new FakeRoom();
    nowMs = 0;
    tracks = [];
    const events = { onTrack: (track: unknown) => tracks.push(track) };
    link = new Link(
      room as unknown as Room,
      { kind: 'ours', identity: 'c1-b' },
      events,
      () => nowMs,
    );
    link.open();
  });

  function peerSays(state: string, atMs: number, participant: object = peer): void {
    nowMs = atMs;
    room.emit(
      RoomEvent.ParticipantAttributesChanged,
      { [AGENT_STATE_ATTRIBUTE]: state },
      participant,
    );
  }

  function publication() {
    const asked: boolean[] = [];
    const setSubscribed = (yes: boolean) => asked.push(yes);
    return { asked, publication: { kind: TrackKind.KIND_AUDIO, setSubscribed } };
  }

  it('links to the agent with the identity, and to nobody else', () => {
    const wanted = publication();
    room.emit(RoomEvent.TrackPublished, wanted.publication, peer);
    const others = [
      { ...peer, identity: 'monitor' },
      { ...peer, kind: ParticipantKind.STANDARD },
    ];
    for (const other of others) {
      const unwanted = publication();
      room.emit(RoomEvent.TrackPublished, unwanted.publication, other);
      room.emit(RoomEvent.TrackSubscribed, 'other track', unwanted.publication, other);
      expect(unwanted.asked).toEqual([]);
    }
    room.emit(RoomEvent.TrackSubscribed, 'track', wanted.publication, peer);
    expect(wanted.asked).toEqual([true]);
    expect(tracks).toEqual(['track']);
  });

  it('takes up a track that was there before it', () => {
    const there = publication();
    const publications = new Map([['sid', there.publication]]);
    room.remoteParticipants.set('c1-b', { ...peer, trackPublications: publications });
    link.open();
    expect(there.asked).toEqual([true]);
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
    peerSays('speaking', 100, { ...peer, identity: 'somebody' });
    expect(link.floor(0)).toBe('unknown');
    link.close();
    peerSays('speaking', 100);
    expect(link.floor(0)).toBe('unknown');
  });
});
