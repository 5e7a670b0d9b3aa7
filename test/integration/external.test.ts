import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import type { StartConversation } from '../../src/contract/studio-api.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { AGENT, bakeryReply } from '../support/bakery.ts';
import { FakeOpenAi } from '../support/fake-openai/index.ts';
import { levelDb, stretch } from '../support/sound.ts';
import { StockServer } from '../support/stock-server.ts';
import { channelOf, fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';

/* Side b is an unmodified LiveKit agent in a process of its own, on a LiveKit that both know. */

let livekit: EmbeddedServer;
let connection: Connection;
let fake: FakeOpenAi;
let stock: StockServer;
let fixture: StudioFixture;

beforeAll(async () => {
  livekit = await embeddedServer();
  connection = await livekit.start();
  fake = await FakeOpenAi.start({ reply: bakeryReply });
  stock = await StockServer.start(connection, { agentName: 'bakery', baseUrl: fake.baseUrl });
  fixture = await StudioFixture.open({
    LIVEKIT_URL: connection.url,
    LIVEKIT_API_KEY: connection.apiKey,
    LIVEKIT_API_SECRET: connection.apiSecret,
    DUOLOGUE_CONNECTION: 'remote',
    OPENAI_API_KEY: 'sk-caller-0123456789',
    OPENAI_BASE_URL: fake.baseUrl,
  });
}, 120_000);
afterAll(async () => {
  await fixture.close();
  await stock.stop();
  await fake.close();
  await livekit.stop();
}, 60_000);

function request(change: { agentName?: string; metadata?: string } = {}): StartConversation {
  const { scenario, ...rest } = fixtureRequest('tiny');
  if (typeof scenario === 'string') throw new Error('the fixture is a document');
  return {
    ...rest,
    scenario: { ...scenario, opener: 'b' },
    provider: 'openai',
    sides: { b: { kind: 'external', agentName: 'bakery', ...change } },
  };
}

function turnsOf(conversation: Conversation, side: 'a' | 'b') {
  return conversation.turns.filter((turn) => turn.side === side);
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();

describe('a call to an unmodified agent', () => {
  let conversation: Conversation;
  beforeAll(async () => {
    conversation = await fixture.run(request());
  }, 120_000);

  it('is held over several turns and ends by the goodbye of the caller', () => {
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye', error: null });
    expect(turnsOf(conversation, 'a').length).toBeGreaterThanOrEqual(3);
    expect(turnsOf(conversation, 'b').length).toBeGreaterThanOrEqual(3);
    expect(conversation.turns[0]).toMatchObject({ side: 'b', speaker: 'bakery' });
  });

  it('has the words of the agent as it published them', () => {
    const said = turnsOf(conversation, 'b').filter(({ interrupted }) => !interrupted);
    for (const { text } of said.slice(0, 3)) expect(AGENT.map(plain)).toContain(plain(text));
  });

  it('knows what each side heard of the other', () => {
    for (const side of ['a', 'b'] as const) {
      const heard = turnsOf(conversation, side).filter((turn) => turn.heard);
      expect(heard.length, side).toBeGreaterThanOrEqual(2);
    }
  });

  it('has both sides in the recording, each where its turns are', () => {
    const sound = fixture.sound(conversation);
    for (const turn of conversation.turns.filter(({ text }) => text !== '')) {
      const own = stretch(sound, channelOf(turn.side), turn.startMs, turn.endMs);
      expect(levelDb(own), `turn ${turn.index}`).toBeGreaterThan(-40);
    }
  });

  it('leaves nobody and no room behind', async () => {
    const rooms = new Rooms(connection, { owner: 'test' });
    expect(await rooms.list()).toEqual([]);
  });
});

describe('an agent that ends the call itself', () => {
  it.each(['shutdown', 'delete-room'])(
    'has hung up: %s',
    async (metadata) => {
      const conversation = await fixture.run(request({ metadata }));
      expect(conversation).toMatchObject({
        status: 'completed',
        endReason: 'goodbye',
        endMessage: 'bakery ended the call.',
      });
      expect(turnsOf(conversation, 'b').length).toBeGreaterThanOrEqual(2);
      expect(conversation.recordings.length).toBeGreaterThanOrEqual(1);
    },
    60_000,
  );
});

it('an agent that publishes no words is written down by our own ear', async () => {
  const conversation = await fixture.run(request({ metadata: 'no-words' }));
  expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye' });
  const said = turnsOf(conversation, 'b').filter(({ text }) => text !== '');
  expect(said.length).toBeGreaterThanOrEqual(2);
}, 120_000);

it('an agent that nobody has registered: one more try, then its name and the connection', async () => {
  const conversation = await fixture.run(request({ agentName: 'nobody' }));
  expect(conversation).toMatchObject({ status: 'failed', error: { code: 'dispatch-unanswered' } });
  expect(conversation.error?.message).toContain(`"nobody" on the connection "${connection.url}"`);
  const notes = fixture.events.flatMap((event) =>
    event.kind === 'step' && event.conversationId === conversation.id ? [event.step.note] : [],
  );
  expect(notes).toContain('waiting for your agent "nobody" (20 s)');
}, 90_000);
