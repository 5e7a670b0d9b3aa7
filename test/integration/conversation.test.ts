import { tokenize } from '@livekit/agents';
import { OpenAI } from 'openai';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../src/contract/conversation.ts';
import { otherSide } from '../../src/contract/side.ts';
import { rehearsalChild } from '../../src/main/workers/children.ts';
import { audibleSpan, fidelity, levelDb, stretch, type Sound } from '../support/sound.ts';
import { channelOf, ownSpan, StudioFixture } from '../support/studio-fixture.ts';

describe('a conversation from the samples', () => {
  let fixture: StudioFixture;
  let conversation: Conversation;
  let sound: Sound;

  beforeAll(async () => {
    fixture = await StudioFixture.open();
    conversation = await fixture.run({ scenario: 'late-parcel', seed: 7 });
    sound = fixture.sound(conversation);
  }, 240_000);
  afterAll(() => fixture.close());

  it('ends by a goodbye, and both sides have spoken', () => {
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye', error: null });
    for (const side of ['a', 'b'] as const) {
      const turns = conversation.turns.filter((turn) => turn.side === side);
      expect(turns.length).toBeGreaterThanOrEqual(3);
      expect(turns.every(({ text }) => text.length > 0)).toBe(true);
    }
  });

  it('was heard as it was spoken', () => {
    const heard = conversation.turns.filter((turn) => turn.heard !== null);
    expect(heard.length).toBeGreaterThanOrEqual(conversation.turns.length - 1);
    expect(conversation.metrics?.heardWer).toBeLessThanOrEqual(0.05);
  });

  it('has turn times within 100 ms of the sound', () => {
    for (const turn of conversation.turns) {
      const [from, to] = ownSpan(turn, conversation.turns, 500);
      const span = audibleSpan(sound, channelOf(turn.side), from, to);
      expect(span, `turn ${turn.index} is audible`).toBeDefined();
      expect(
        Math.abs((span?.startMs ?? 0) - turn.startMs),
        `start of turn ${turn.index}`,
      ).toBeLessThan(100);
      expect(Math.abs((span?.endMs ?? 0) - turn.endMs), `end of turn ${turn.index}`).toBeLessThan(
        100,
      );
    }
  });

  it('has words inside their turns, in order, with exact times', () => {
    for (const turn of conversation.turns) {
      expect(turn.words.length).toBeGreaterThan(0);
      let at = turn.startMs - 50;
      for (const word of turn.words) {
        expect(word.origin).toBe('provider');
        expect(word.startMs).toBeGreaterThanOrEqual(at);
        expect(word.endMs).toBeLessThanOrEqual(turn.endMs + 50);
        at = word.startMs;
      }
    }
  });

  it('keeps the sides apart: the other channel is silent while one speaks alone', () => {
    const spans = conversation.turns.map(({ side, startMs, endMs }) => ({ side, startMs, endMs }));
    let judged = 0;
    for (const { side, startMs, endMs } of spans) {
      const other = otherSide(side);
      const overlapped = spans.some(
        (span) => span.side === other && span.startMs < endMs + 100 && span.endMs > startMs - 100,
      );
      if (overlapped) continue;
      judged += 1;
      expect(levelDb(stretch(sound, channelOf(other), startMs, endMs))).toBeLessThan(-60);
      expect(levelDb(stretch(sound, channelOf(side), startMs, endMs))).toBeGreaterThan(-40);
    }
    expect(judged).toBeGreaterThan(conversation.turns.length / 2);
  });

  it('has a stereo recording as long as the conversation', () => {
    const lengthMs = ((sound.channels[0]?.length ?? 0) / sound.sampleRate) * 1000;
    expect(sound).toMatchObject({ sampleRate: 48_000 });
    expect(sound.channels).toHaveLength(2);
    expect(Math.abs(lengthMs - conversation.durationMs)).toBeLessThan(50);
    expect(conversation.recordings[0]?.holes).toEqual([]);
  });

  it('recorded what the voices said', async () => {
    const voice = await Voice.open();
    try {
      const whole = conversation.turns.filter(({ interrupted }) => !interrupted);
      const fidelities: number[] = [];
      for (const turn of whole) fidelities.push(await fidelityOf(turn, voice));
      expect(fidelities.filter((value) => value < 0.9)).toEqual([]);
    } finally {
      await voice.close();
    }
  });

  /** How well the recording of a turn follows what its voice says (… 1), sentences by their length. */
  async function fidelityOf(turn: Turn, voice: Voice): Promise<number> {
    let sum = 0;
    let samples = 0;
    for (const [text, startMs] of sentencesOf(turn)) {
      const player = conversation.config.stages[turn.side];
      if (player.kind !== 'pipeline') throw new Error('the rehearsal is a pipeline');
      const spoken = await voice.say(text, player.tts.voice);
      const length = spoken.channels[0]?.length ?? 0;
      sum += length * fidelity(spoken, sound, channelOf(turn.side), startMs);
      samples += length;
    }
    return sum / samples;
  }

  it('can be found in the library by its words', async () => {
    const word = conversation.turns[1]?.words.find(({ text }) => text.length > 5)?.text ?? '';
    const hits = await fixture.studio.searchTurns({ query: word.replace(/\W/g, '') });
    expect(hits.map(({ conversationId }) => conversationId)).toContain(conversation.id);
    const { items } = await fixture.studio.listConversations();
    expect(items[0]).toMatchObject({ id: conversation.id, turnCount: conversation.turns.length });
    expect(await fixture.studio.getConversation(conversation.id)).toEqual(conversation);
  });

  it('told every turn while it ran', () => {
    const told = fixture.events.filter(({ kind }) => kind === 'turn');
    expect(told.length).toBeGreaterThanOrEqual(conversation.turns.length);
    const steps = fixture.events.flatMap((event) => (event.kind === 'step' ? [event.step] : []));
    for (const name of ['livekit', 'providers', 'workers', 'recorder', 'room', 'dispatch']) {
      expect(steps.filter((step) => step.name === name).at(-1)?.state).toBe('done');
    }
  });
});

/** A turn as the worker asked the voice for it: sentence by sentence, each with its start. */
function sentencesOf(turn: Turn): [text: string, startMs: number][] {
  let at = 0;
  return new tokenize.basic.SentenceTokenizer().tokenize(turn.text).map((text) => {
    const words = turn.words.slice(at, at + text.split(/\s+/).length);
    at += words.length;
    return [text, words[0]?.startMs ?? 0];
  });
}

/** The rehearsal voice on its own. */
class Voice {
  private readonly child: ReturnType<typeof rehearsalChild>;
  private readonly client: OpenAI;

  private constructor(child: ReturnType<typeof rehearsalChild>, port: number) {
    this.child = child;
    this.client = new OpenAI({ baseURL: `http://127.0.0.1:${port}/v1`, apiKey: 'none' });
  }

  static async open(): Promise<Voice> {
    const child = rehearsalChild({ log: pino({ level: 'silent' }) });
    const up = new Promise<{ port?: number | undefined }>((resolve) => child.on('up', resolve));
    await child.start();
    return new Voice(child, (await up).port ?? 0);
  }

  async say(input: string, voice: string): Promise<Sound> {
    const response = await this.client.audio.speech.create({
      model: 'rehearsal-voice',
      voice,
      input,
      response_format: 'pcm',
    });
    const pcm = new Int16Array(await response.arrayBuffer());
    return { sampleRate: 24_000, channels: [Float32Array.from(pcm, (sample) => sample / 32768)] };
  }

  async close(): Promise<void> {
    await this.child.stop();
  }
}
