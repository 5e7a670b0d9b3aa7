import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../src/contract/conversation.ts';
import { WRAP_UP_INSTRUCTION } from '../../src/contract/provider.ts';
import { FakeOpenAi, type ChatBody, type Reply } from '../support/fake-openai/index.ts';
import { fixtureCast } from '../support/fixture-cast.ts';
import { audibleSpan, levelDb, stretch, type Sound } from '../support/sound.ts';
import { channelOf, ownSpan, StudioFixture } from '../support/studio-fixture.ts';

const LONG =
  'Well before I send anybody let me explain how this works because most people who call us do not know that we have three kinds of taxis which are the small ones and the large ones and the ones with room for bicycles and each of them has a price of its own.';
/** The first is too short to be cut off. */
const LINES: Reply[] = [
  { text: 'Taxi company hello.' },
  { text: LONG },
  { text: 'A small one then and it takes four minutes.' },
  { text: 'Goodbye and have a nice trip.', hangUp: true },
];
const ANSWERS = [
  'I am at the town hall and I need to get to the station.',
  'A small one please because my train leaves in fifteen minutes.',
  'Great thanks and goodbye.',
  'Goodbye.',
];

function line({ messages }: ChatBody): Reply {
  if (messages.some(({ content }) => String(content).includes(WRAP_UP_INSTRUCTION))) {
    return LINES[3]!;
  }
  const said = messages.filter(({ role }) => role === 'assistant').length;
  return LINES[Math.min(said, LINES.length - 1)]!;
}

describe('a speech-to-speech model and a pipeline', () => {
  let fixture: StudioFixture;
  let fake: FakeOpenAi;
  let conversation: Conversation;
  let sound: Sound;
  const turnsOf = (side: 'a' | 'b'): Turn[] =>
    conversation.turns.filter((turn) => turn.side === side);

  beforeAll(async () => {
    fake = await FakeOpenAi.start({ reply: line });
    fixture = await StudioFixture.open();
    const { scenario, personas } = fixtureCast('barge-in');
    conversation = await fixture.run({
      // The one who always interrupts is the pipeline: it cuts the model off.
      scenario: {
        ...scenario,
        opener: 'a',
        rehearsal: { lines: ANSWERS.map((say, at) => ({ side: 'b', say, hangUp: at === 3 })) },
      },
      personaA: personas.b,
      personaB: personas.a,
      provider: 'rehearsal',
      sides: {
        a: {
          kind: 'realtime',
          provider: 'openai-compatible',
          baseUrl: fake.baseUrl,
          model: 'gpt-realtime',
          voice: 'marin',
        },
        // The rehearsal's ear knows only its own voices; this one hears the model while it speaks.
        b: {
          kind: 'pipeline',
          stt: {
            provider: 'openai-compatible',
            baseUrl: fake.baseUrl,
            model: 'gpt-4o-transcribe',
            mode: 'realtime',
          },
        },
      },
      seed: 7,
    });
    sound = fixture.sound(conversation);
  }, 240_000);
  afterAll(async () => {
    await fixture.close();
    await fake.close();
  });

  it('talk to a natural end', () => {
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye', error: null });
    expect(turnsOf('a').length).toBeGreaterThanOrEqual(3);
    expect(turnsOf('b').length).toBeGreaterThanOrEqual(2);
    expect(conversation.config.stages.a).toMatchObject({ kind: 'realtime', model: 'gpt-realtime' });
  });

  it('hear each other, and both are written down', () => {
    expect(turnsOf('a')[0]?.text).toBe(LINES[0]?.text);
    expect(turnsOf('b')[0]?.text).toBe(ANSWERS[0]);
    for (const side of ['a', 'b'] as const) {
      const heard = turnsOf(side).filter((turn) => turn.heard);
      expect(heard.length, `turns of ${side} that the other heard`).toBeGreaterThanOrEqual(
        turnsOf(side).length - 1,
      );
    }
  });

  it('listen while the other speaks: the pipeline over the realtime transcription', () => {
    const first = turnsOf('a')[0];
    expect(first?.heard).toBe(first?.text);
    const asked = fake.of('realtime').filter(({ path }) => path.includes('intent=transcription'));
    const commits = asked.map(
      ({ messages }) =>
        messages.filter(({ message }) => message['type'] === 'input_audio_buffer.commit').length,
    );
    // One connection for all turns, beside the one that tried it before the run.
    expect(Math.max(...commits)).toBeGreaterThanOrEqual(turnsOf('a').length - 1);
    expect(fake.of('transcriptions')).toHaveLength(0);
  });

  it('has words of the model inside their turns', () => {
    for (const turn of turnsOf('a')) {
      expect(turn.words.map(({ text }) => text).join(' ')).toBe(turn.text);
      expect(turn.words.at(-1)?.endMs ?? 0).toBeLessThanOrEqual(turn.endMs + 50);
    }
  });

  it('are both in the recording, when their turns say so', () => {
    for (const turn of conversation.turns) {
      expect(
        levelDb(stretch(sound, channelOf(turn.side), turn.startMs, turn.endMs)),
      ).toBeGreaterThan(-40);
      const [from, to] = ownSpan(turn, conversation.turns, 500);
      const span = audibleSpan(sound, channelOf(turn.side), from, to);
      expect(Math.abs((span?.startMs ?? 0) - turn.startMs)).toBeLessThan(100);
    }
  });

  it('counted what the model used', () => {
    const used = conversation.usage?.entries.find(({ stage }) => stage === 'realtime');
    expect(used).toMatchObject({ side: 'a', provider: 'openai-compatible', model: 'gpt-realtime' });
    expect(used?.amounts.audioOutputTokens).toBeGreaterThan(0);
  });

  it('cut off, the model gives way and believes to have said what was audible', () => {
    const cut = turnsOf('a').find(({ interrupted }) => interrupted);
    expect(cut, 'an interrupted turn of the model').toBeDefined();
    expect(cut?.intended).toBe(LONG);
    expect(LONG.startsWith(cut?.text ?? '-')).toBe(true);
    expect(cut?.text.length).toBeLessThan(LONG.length);
    const messages = fake.of('realtime').flatMap((request) => request.messages);
    expect(messages.some(({ message }) => message['type'] === 'error')).toBe(false);
    const truncated = messages.find(
      ({ message }) => message['type'] === 'conversation.item.truncate',
    );
    const spokenMs = (cut?.endMs ?? 0) - (cut?.startMs ?? 0);
    expect(Math.abs(Number(truncated?.message['audio_end_ms']) - spokenMs)).toBeLessThan(300);
  });
});

describe('a speech-to-speech model that stops in the middle of an answer', () => {
  let fixture: StudioFixture;
  let fake: FakeOpenAi;

  beforeAll(async () => {
    const replies: Reply[] = [{ text: LONG, stallsAfterMs: 2000 }];
    fake = await FakeOpenAi.start({ reply: () => replies.shift() ?? LINES[2]! });
    fixture = await StudioFixture.open();
  });
  afterAll(async () => {
    await fixture.close();
    await fake.close();
  });

  it('is told of; what was heard stands, and the other side takes the floor', async () => {
    const { scenario, personas } = fixtureCast('barge-in');
    const server = { provider: 'openai-compatible', baseUrl: fake.baseUrl } as const;
    const conversation = await fixture.run({
      scenario: {
        ...scenario,
        opener: 'a',
        rehearsal: { lines: ['Are you still there?', 'Well.'].map((say) => ({ side: 'b', say })) },
      },
      personaA: personas.b,
      personaB: personas.b,
      provider: 'rehearsal',
      limits: { maxTurns: 3 },
      sides: {
        a: { kind: 'realtime', ...server, model: 'gpt-realtime', voice: 'marin' },
        b: { kind: 'pipeline', stt: { ...server, model: 'gpt-4o-transcribe' } },
      },
    });
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'max-turns' });
    const [stopped, asked, next] = conversation.turns;
    expect(stopped).toMatchObject({ side: 'a', interrupted: true });
    expect(stopped?.text).not.toBe('');
    expect(LONG.startsWith(stopped?.text ?? '-')).toBe(true);
    expect((stopped?.endMs ?? 0) - (stopped?.startMs ?? 0)).toBeLessThan(2500);
    expect(asked).toMatchObject({ side: 'b', text: 'Are you still there?' });
    expect(next).toMatchObject({ side: 'a', text: LINES[2]?.text, interrupted: false });
    const notices = fixture.events.flatMap((event) =>
      event.kind === 'notice' && event.conversationId === conversation.id ? [event.error] : [],
    );
    const stage = `Speech-to-speech of ${personas.b.name}`;
    expect(notices).toMatchObject([{ code: 'timeout', details: { stage, model: 'gpt-realtime' } }]);
    expect(notices[0]?.message).toContain(new URL(fake.baseUrl).host);
  });
});
