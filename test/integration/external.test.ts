import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { ENVIRONMENT_CONNECTION, settingsSchema } from '../../src/contract/settings.ts';
import type { Side } from '../../src/contract/side.ts';
import type { StartConversation } from '../../src/contract/studio-api.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import type { StockBehaviour } from '../fixtures/stock-agent.ts';
import { AGENT, bakeryReply } from '../support/bakery.ts';
import { FakeEgress, SAID } from '../support/fake-egress.ts';
import { FakeOpenAi } from '../support/fake-openai/index.ts';
import { LivekitProxy } from '../support/livekit-proxy.ts';
import { Monitor } from '../support/monitor.ts';
import { levelDb, stretch } from '../support/sound.ts';
import { StockServer } from '../support/stock-server.ts';
import { channelOf, fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';

/* Side b is an unmodified LiveKit agent in a process of its own, on a LiveKit that both know. */

let livekit: EmbeddedServer;
let connection: Connection;
let egress: FakeEgress;
let proxy: LivekitProxy;
let fake: FakeOpenAi;
let stock: StockServer;
let fixture: StudioFixture;
/** Half a minute of waiting, during which others talk. */
let unanswered: Promise<Conversation>;

beforeAll(async () => {
  livekit = await embeddedServer();
  connection = await livekit.start();
  egress = await FakeEgress.open(connection);
  proxy = await LivekitProxy.open({ livekit: connection.url, egress: egress.connection.url });
  fake = await FakeOpenAi.start({ reply: bakeryReply });
  stock = await StockServer.start(connection, { agentName: 'bakery', baseUrl: fake.baseUrl });
  fixture = await StudioFixture.open({
    LIVEKIT_URL: proxy.url,
    LIVEKIT_API_KEY: connection.apiKey,
    LIVEKIT_API_SECRET: connection.apiSecret,
    OPENAI_API_KEY: 'sk-caller-0123456789',
    OPENAI_BASE_URL: fake.baseUrl,
  });
  await recordByEgress({ kind: 'off' });
  unanswered = fixture.run(request({ agentName: 'nobody' }));
}, 120_000);
afterAll(async () => {
  await fixture.close();
  await stock.stop();
  await fake.close();
  await proxy.close();
  await egress.close();
  await livekit.stop();
}, 60_000);

async function recordByEgress(how: object): Promise<void> {
  const remote = { kind: 'remote', id: ENVIRONMENT_CONNECTION };
  await fixture.studio.saveSettings(settingsSchema.parse({ connection: remote, egress: how }));
}

interface Call extends Partial<StartConversation> {
  agentName?: string;
  behaviour?: StockBehaviour;
  opener?: Side;
}

function request({ agentName = 'bakery', behaviour, opener = 'b', ...change }: Call = {}) {
  const { scenario, ...rest } = fixtureRequest('tiny');
  if (typeof scenario === 'string') throw new Error('the fixture is a document');
  // On several lines: what an agent is told arrives as it was written.
  const metadata = behaviour ? JSON.stringify(behaviour, null, 2) : '';
  return {
    ...rest,
    scenario: { ...scenario, opener },
    provider: 'openai',
    sides: { b: { kind: 'external', agentName, metadata } },
    ...change,
  } satisfies StartConversation;
}

function turnsOf(conversation: Conversation, side: Side) {
  return conversation.turns.filter((turn) => turn.side === side);
}

function textsOf(conversation: Conversation, side: Side): string[] {
  return turnsOf(conversation, side).flatMap(({ text }) => (text === '' ? [] : [text]));
}

/** Resolves with the next turn of that side that has come to its end. */
async function turnOf(id: string, side: Side, isCut = false) {
  const event = await fixture.next(
    (each) =>
      each.kind === 'turn' &&
      each.conversationId === id &&
      each.turn.side === side &&
      (!isCut || each.turn.interrupted),
  );
  return event.kind === 'turn' ? event.turn : undefined;
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();

describe('a call to an unmodified agent, which greets although the caller is to open', () => {
  let conversation: Conversation;
  let isHeard = false;
  beforeAll(async () => {
    await recordByEgress({ kind: 'file', directory: '/out' });
    egress.script = [SAID.active];
    egress.afterStop = [SAID.ending];
    const { id } = await fixture.studio.startConversation(request({ opener: 'a' }));
    await turnOf(id, 'b');
    const monitor = new Monitor(await fixture.studio.getMonitorTicket(id));
    void monitor.listen().then(() => (isHeard = true));
    conversation = await fixture.studio.waitForConversation(id);
    await monitor.room.disconnect();
    await recordByEgress({ kind: 'off' });
  }, 120_000);

  it('is held over several turns and ends by the goodbye of the caller', () => {
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye', error: null });
    expect(turnsOf(conversation, 'a').length).toBeGreaterThanOrEqual(3);
    expect(turnsOf(conversation, 'b').length).toBeGreaterThanOrEqual(3);
  });

  it('begins with the greeting, which the caller hears out and answers', () => {
    const [first, second] = conversation.turns;
    expect(first).toMatchObject({ side: 'b', speaker: 'bakery', interrupted: false });
    expect(second?.side).toBe('a');
    expect(second?.startMs).toBeGreaterThan(first?.endMs ?? Number.POSITIVE_INFINITY);
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

  it('can be listened to', () => {
    expect(isHeard).toBe(true);
  });

  it('is recorded by egress too, by the identity that the agent has chosen', () => {
    expect(egress.problems).toEqual([]);
    expect(egress.routes[0]?.toJson()).toMatchObject({
      media: {
        audio: {
          routes: [
            { participantIdentity: `${conversation.id}-a`, channel: 'AUDIO_CHANNEL_LEFT' },
            {
              participantIdentity: expect.stringMatching(/^agent-/),
              channel: 'AUDIO_CHANNEL_RIGHT',
            },
          ],
        },
      },
    });
    expect(conversation.egress?.state).toMatch(/active|ending/);
  });
});

it('nobody has registered such an agent: one more try, then its name and the connection', async () => {
  const { id, status, error } = await unanswered;
  expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'dispatch-unanswered' });
  expect(error?.message).toContain(`"nobody" on the connection "${proxy.url}"`);
  const notes = fixture.events.flatMap((event) =>
    event.kind === 'step' && event.conversationId === id ? [event.step.note] : [],
  );
  expect(notes).toContain('waiting for your agent "nobody" (20 s)');
});

/* Calls that ask little of the machine, two or three at a time. */

describe('how a call ends', () => {
  it.concurrent(
    'the agent, which played a tone beside its voice, leaves: it has hung up',
    async () => {
      const greeting = 'Bakery "Miller",\ngood morning, what can I do for you?';
      const behaviour = { greeting, hums: true, ending: 'shutdown' } as const;
      const conversation = await fixture.run(request({ behaviour }));
      expect(conversation).toMatchObject({
        status: 'completed',
        endReason: 'goodbye',
        endMessage: 'bakery ended the call.',
      });
      const caller = turnsOf(conversation, 'a')[0];
      const sound = fixture.sound(conversation);
      const meanwhile = stretch(sound, channelOf('b'), caller?.startMs ?? 0, caller?.endMs ?? 0);
      expect(levelDb(meanwhile)).toBeLessThan(-60);
      expect(plain(textsOf(conversation, 'b')[0] ?? '')).toBe(plain(greeting));
      expect(turnsOf(conversation, 'b').length).toBeGreaterThanOrEqual(2);
      expect(conversation.recordings.length).toBeGreaterThanOrEqual(1);
    },
  );

  it.concurrent(
    'the agent deletes the room, and publishes no words: our own ear wrote them down',
    async () => {
      const behaviour = { hidesWords: true, ending: 'delete-room' } as const;
      const conversation = await fixture.run(request({ behaviour }));
      expect(conversation).toMatchObject({
        status: 'completed',
        endReason: 'goodbye',
        endMessage: 'bakery ended the call.',
      });
      expect(textsOf(conversation, 'b').length).toBeGreaterThanOrEqual(2);
      const ears = conversation.usage?.entries.filter(({ side }) => side === 'b');
      expect(ears).toMatchObject([{ stage: 'stt', model: 'gpt-transcribe' }]);
    },
  );
});

describe('what becomes of a turn', () => {
  it.concurrent(
    'the agent speaks into a turn of the caller, who gives way; the user stops them',
    async () => {
      const interjection = 'Sorry to interrupt you, but we close in five minutes today.';
      const call = request({ behaviour: { interjection } });
      const { id } = await fixture.studio.startConversation(call);
      const cut = await turnOf(id, 'a', true);
      await turnOf(id, 'b');
      const conversation = await fixture.studio.stopConversation(id);
      expect(cut?.text.length).toBeLessThan(cut?.intended.length ?? 0);
      expect(conversation).toMatchObject({ status: 'stopped', endReason: 'stopped', error: null });
      expect(textsOf(conversation, 'b').map(plain)).toContain(plain(interjection));
    },
  );

  it.concurrent(
    'the caller speaks into a turn of the agent, which gives way; the user lets them finish',
    async () => {
      const greeting =
        'Welcome to the bakery. Today we have rye bread, spelt bread, white rolls, plum cake, ' +
        'apple pie, cheese sticks and many other good things that you should not miss at all.';
      const call = request({ behaviour: { greeting } });
      const { personaA } = call;
      if (typeof personaA !== 'object') throw new Error('the fixture is a document');
      const manner = { ...personaA.manner, interrupting: 1 };
      const { id } = await fixture.studio.startConversation({
        ...call,
        personaA: { ...personaA, manner },
      });
      const cut = await turnOf(id, 'b', true);
      await fixture.studio.letFinish(id);
      const conversation = await fixture.studio.waitForConversation(id);
      expect(plain(greeting).startsWith(plain(cut?.text ?? 'nothing').slice(0, 20))).toBe(true);
      expect(cut?.text.length).toBeLessThan(greeting.length);
      expect(conversation).toMatchObject({
        status: 'completed',
        endReason: 'goodbye',
        error: null,
      });
    },
  );

  it.concurrent('the agent never says a word: the caller opens, and speaks up again', async () => {
    const limits = { maxTurns: 2 };
    const call = request({ opener: 'a', behaviour: { isMute: true }, limits });
    const conversation = await fixture.run(call);
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'max-turns' });
    expect(conversation.turns.map(({ side }) => side)).toEqual(['a', 'a']);
  });

  it.concurrent('the agent leaves before the first word: that is a fault', async () => {
    const call = request({ behaviour: { leavesAtOnce: true } });
    const { status, error, turns } = await fixture.run(call);
    expect({ status, code: error?.code }).toEqual({
      status: 'failed',
      code: 'participant-removed',
    });
    expect(error?.message).toContain('before anybody had said anything');
    expect(turns).toEqual([]);
  });
});

describe('an agent without a name', () => {
  let nameless: StockServer;
  beforeAll(async () => {
    const { baseUrl } = fake;
    nameless = await StockServer.start(connection, { agentName: '', baseUrl });
  }, 60_000);
  afterAll(() => nameless.stop());

  it('comes by itself, and is called all the same', async () => {
    const conversation = await fixture.run(request({ agentName: '', limits: { maxTurns: 2 } }));
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'max-turns' });
    expect(textsOf(conversation, 'b').map(plain)).toEqual([plain(AGENT[0] ?? '')]);
  });

  it('leaves nobody and no room behind, as all of them', async () => {
    const rooms = new Rooms(connection, { owner: 'test' });
    expect(await rooms.list()).toEqual([]);
  });
});
