import { initializeLogger } from '@livekit/agents';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { initVad } from '../../../../src/agents/turn-taking/models.ts';
import { FakeOpenAi, type ChatBody } from '../../../support/fake-openai/index.ts';
import { PipelineSide } from '../../../support/pipeline-side.ts';

const LONG =
  'Unfortunately I have been waiting for this parcel for nine days now, and every single time that I call you, somebody tells me something else.';
/** 16 bits a sample, 24 kHz. */
const BYTES_PER_MS = 48;

describe('what a language model remembers of its own turns', () => {
  const open: { close(): Promise<void> }[] = [];
  beforeAll(() => {
    initializeLogger({ pretty: false, level: 'silent' });
    initVad();
  });
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  /** A side whose replies are these, one after the other. */
  async function stage(...replies: string[]) {
    const fake = await FakeOpenAi.start({ reply: () => ({ text: replies.shift() ?? 'Well.' }) });
    open.push(fake);
    const side = new PipelineSide(fake);
    open.push(side);
    await side.start();
    return { fake, side };
  }
  const until = (condition: () => void) => vi.waitFor(condition, { timeout: 15_000, interval: 20 });

  /** Asks for a reply, and waits until it is over. */
  async function speak(side: PipelineSide): Promise<void> {
    const reply = side.performer.session.generateReply({ instructions: 'Go on.' });
    await reply.waitForPlayout();
  }

  /** What it is told that it has said, by the next request. */
  async function remembered(fake: FakeOpenAi, side: PipelineSide): Promise<unknown[]> {
    const asked = fake.of('chat').length;
    side.performer.speak('Go on.');
    await until(() => expect(fake.of('chat').length).toBeGreaterThan(asked));
    const { messages } = fake.of('chat').at(-1)?.body as unknown as ChatBody;
    return messages.filter(({ role }) => role === 'assistant').map(({ content }) => content);
  }

  it('is all that it wrote, when all of it was said', async () => {
    const { fake, side } = await stage('That is **fine** with me.');
    await speak(side);
    expect(await remembered(fake, side)).toEqual(['That is **fine** with me.']);
  });

  it('is what was audible, when the voice broke off', async () => {
    const { fake, side } = await stage(LONG);
    const cut = { kind: 'cut', afterBytes: 1500 * BYTES_PER_MS } as const;
    fake.behave('speech', [cut, { kind: 'normal' }]);
    await speak(side);
    const text = side.turns[0]?.text ?? '';
    expect(text.split(' ').length).toBeGreaterThan(2);
    expect(text.length).toBeLessThan(LONG.length);
    expect(await remembered(fake, side)).toEqual([text]);
  });

  it('is nothing, when the voice broke off before the first word', async () => {
    const { fake, side } = await stage('That is fine.', LONG);
    await speak(side);
    const cut = { kind: 'cut', afterBytes: 60 * BYTES_PER_MS } as const;
    fake.behave('speech', [cut, { kind: 'normal' }]);
    await speak(side);
    expect(side.turns.at(-1)).toMatchObject({ text: '', intended: LONG });
    expect(await remembered(fake, side)).toEqual(['That is fine.']);
  });

  it('is nothing, when the voice gave no sound', async () => {
    const { fake, side } = await stage('That is fine.', LONG);
    await speak(side);
    fake.behave('speech', [{ kind: 'garbage' }, { kind: 'normal' }]);
    await speak(side);
    expect(side.turns).toHaveLength(1);
    expect(side.faults.map(({ fatal }) => fatal)).toEqual([false]);
    expect(await remembered(fake, side)).toEqual(['That is fine.']);
  });
});
