import { TrackKind, TrackSource } from '@livekit/rtc-node';
import { beforeEach, describe, expect, it } from 'vitest';
import { VoiceWatch } from '../../../src/agents/voice-watch.ts';
import { FakeRoom, type FakeParticipant } from '../../support/fake-room.ts';

describe('VoiceWatch', () => {
  let room: FakeRoom;
  let agent: FakeParticipant;
  let heard: unknown[];

  beforeEach(() => {
    room = new FakeRoom();
    agent = room.join('agent');
    heard = [];
  });

  function watch(): VoiceWatch {
    const watching = new VoiceWatch({
      room: room.room,
      identity: 'agent',
      onTrack: (track) => heard.push(track),
      onLost: () => heard.push('lost'),
    });
    watching.open();
    return watching;
  }

  const noise = { source: TrackSource.SOURCE_UNKNOWN };

  it('hears the voice of an agent that plays music beside it, whichever comes first', () => {
    watch();
    const music = room.publish(agent, noise);
    room.give(agent, music, 'music');
    const voice = room.publish(agent);
    room.give(agent, voice, 'voice');
    const typing = room.publish(agent, noise);
    expect(music.asked).toEqual([true, false]);
    expect(voice.asked).toEqual([true]);
    expect(typing.asked).toEqual([]);
    expect(heard).toEqual(['music', 'voice']);
  });

  it('takes the first of tracks that do not say what they are, and no video', () => {
    const video = { kind: TrackKind.KIND_VIDEO, source: TrackSource.SOURCE_CAMERA };
    const unwanted = [room.publish(agent, video)];
    const voice = room.publish(agent, noise);
    unwanted.push(room.publish(agent, noise));
    watch();
    expect(voice.asked).toEqual([true]);
    expect(unwanted.flatMap(({ asked }) => asked)).toEqual([]);
  });

  it('takes a voice that is published anew, and tells when there is none', () => {
    watch();
    const first = room.publish(agent);
    room.give(agent, first, 'first');
    room.unpublish(agent, first);
    const second = room.publish(agent);
    room.give(agent, second, 'second');
    // The old one of an agent whose connection was made anew may still be listed.
    room.give(agent, room.publish(agent), 'third');
    expect(heard).toEqual(['first', 'lost', 'second', 'third']);
    expect(second.asked).toEqual([true, false]);
  });

  it('hears an agent again that comes back', () => {
    watch();
    room.give(agent, room.publish(agent), 'before');
    room.leave(agent);
    const back = room.join('agent');
    room.give(back, room.publish(back), 'after');
    expect(heard).toEqual(['before', 'lost', 'after']);
  });

  it('hears an avatar that speaks for the agent, and nobody else', () => {
    watch();
    const avatar = room.join('avatar', { attributes: { 'lk.publish_on_behalf': 'agent' } });
    const voice = room.publish(avatar);
    room.give(avatar, voice, 'avatar');
    const other = room.publish(room.join('other', { attributes: { name: 'agent' } }));
    expect(voice.asked).toEqual([true]);
    expect(other.asked).toEqual([]);
    expect(heard).toEqual(['avatar']);
  });

  it('hears nothing after its end', () => {
    const watching = watch();
    const voice = room.publish(agent);
    watching.close();
    room.give(agent, voice, 'voice');
    room.leave(agent);
    expect(heard).toEqual([]);
  });
});
