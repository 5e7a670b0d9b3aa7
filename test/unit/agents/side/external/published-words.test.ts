import { ParticipantKind } from '@livekit/rtc-node';
import { beforeEach, describe, expect, it } from 'vitest';
import { PublishedWords } from '../../../../../src/agents/side/external/published-words.ts';
import { Transcript } from '../../../../../src/agents/side/external/transcript.ts';
import { FakeRoom } from '../../../../support/fake-room.ts';

const TOPIC = 'lk.transcription';
const FINAL = 'lk.transcription_final';
const TRACK = 'lk.transcribed_track_id';
const SEGMENT = 'lk.segment_id';
const ALL = Number.POSITIVE_INFINITY;

describe('PublishedWords', () => {
  let room: FakeRoom;
  let transcript: Transcript;
  let agent: string | undefined;
  let heard: string[];
  let texts: number;
  beforeEach(() => {
    room = new FakeRoom();
    transcript = new Transcript();
    agent = 'agent';
    heard = [];
    texts = 0;
    const words = new PublishedWords({
      room: room.room,
      transcript,
      agent: () => agent,
      onText: () => (texts += 1),
      onHeard: (text) => heard.push(text),
    });
    words.open();
  });

  async function say(from: string, text: string, attributes: Record<string, string> = {}) {
    const stream = room.write(TOPIC, from, attributes);
    await stream.say(text);
    await stream.end();
    return stream;
  }

  it('takes the words of the agent piece by piece, and knows when they are complete', async () => {
    const stream = room.write(TOPIC, 'agent', { [SEGMENT]: 's1', [FINAL]: 'false' });
    await stream.say('Good ');
    await stream.say('morning.');
    expect([transcript.peek(ALL), transcript.isOpen, texts]).toEqual(['Good morning.', true, 2]);
    await stream.end();
    expect([transcript.isOpen, texts]).toEqual([false, 3]);
  });

  it('takes only the last of several streams of a segment', async () => {
    await say('agent', 'Good', { [SEGMENT]: 's1', [FINAL]: 'false' });
    await say('agent', 'Good morning.', { [SEGMENT]: 's1', [FINAL]: 'true' });
    await say('agent', '', { [SEGMENT]: 's1', [FINAL]: 'true' });
    await say('agent', 'Anything else?', { [SEGMENT]: 's2', [FINAL]: 'true' });
    expect(transcript.peek(ALL)).toBe('Good morning. Anything else?');
  });

  it('tells what was heard of our side, in our name or of our track, once it is final', async () => {
    room.localParticipant.trackPublications.set('TR_ours', {});
    await say('c-a', 'two lo', { [FINAL]: 'false' });
    await say('c-a', ' Two loaves. ', { [FINAL]: 'true' });
    await say('agent', 'And rolls.', { [FINAL]: 'true', [TRACK]: 'TR_ours' });
    await say('c-a', ' ', { [FINAL]: 'true' });
    expect(heard).toEqual(['Two loaves.', 'And rolls.']);
    expect(transcript.peek(ALL)).toBe('');
  });

  it('does not listen to others', async () => {
    const stream = await say('somebody', 'Buy now!');
    expect([transcript.peek(ALL), stream.isClosed]).toEqual(['', true]);
  });

  it('takes words that an agent says before it is known who that is, and of agents only', async () => {
    agent = undefined;
    room.join('agent');
    room.join('visitor', { kind: ParticipantKind.STANDARD });
    await say('visitor', 'Hello?');
    await say('agent', 'Good morning.');
    expect(transcript.peek(ALL)).toBe('Good morning.');
  });

  it('keeps what came of a stream that breaks off', async () => {
    const stream = room.write(TOPIC, 'agent');
    await stream.say('Good mor');
    await stream.breakOff();
    expect([transcript.peek(ALL), transcript.isOpen]).toEqual(['Good mor', false]);
  });
});
