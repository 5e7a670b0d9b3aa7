import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { rehearsalChild } from '../../src/main/workers/children.ts';
import { wordErrorRate } from '../../src/main/recordings/wer.ts';
import { RecordingProxy, type ChatRequest } from '../support/openai-proxy.ts';
import { StudioFixture } from '../support/studio-fixture.ts';

const KEY = 'sk-canary-0123456789';

/** Everything a model was told in one role, as one text. */
function told({ messages }: ChatRequest, role: string): string[] {
  return messages
    .filter((message) => message.role === role)
    .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));
}

/** Word error rate of a text against the first turns, as many of them as fit it best. */
function misheard(turns: readonly string[], heard: string): number {
  const rates = turns.map((_, index) => {
    const { errors, words } = wordErrorRate(turns.slice(0, index + 1).join(' '), heard);
    return errors / words;
  });
  return Math.min(...rates);
}

describe('what each side’s model knows', () => {
  const rehearsal = rehearsalChild({ log: pino({ level: 'silent' }) });
  let proxy: RecordingProxy;
  let fixture: StudioFixture;
  let conversation: Conversation;

  beforeAll(async () => {
    const up = new Promise<{ port?: number | undefined }>((resolve) => rehearsal.on('up', resolve));
    await rehearsal.start();
    proxy = new RecordingProxy(`http://127.0.0.1:${(await up).port}/v1`);
    const baseUrl = await proxy.listen();
    fixture = await StudioFixture.open({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: baseUrl });
    const persona = async (id: string, voice: string) => ({
      ...(await fixture.studio.getPersona(id)),
      voices: { openai: voice },
    });
    conversation = await fixture.run({
      scenario: 'late-parcel',
      personaA: await persona('maya-ortiz', 'birch'),
      personaB: await persona('sam-reed', 'cedar'),
      provider: 'openai',
      limits: { maxTurns: 7 },
    });
  }, 180_000);
  afterAll(async () => {
    await fixture.close();
    proxy.close();
    await rehearsal.stop();
  });

  it('holds the other side’s words, as they were spoken', () => {
    expect(conversation.turns.length).toBeGreaterThanOrEqual(6);
    for (const side of ['a', 'b'] as const) {
      const { name } = conversation.config.personas[side];
      const last = proxy.chats
        .filter((chat) => told(chat, 'system').join(' ').includes(`You are ${name}`))
        .at(-1);
      expect(last, `a request of ${name}`).toBeDefined();
      const heard = told(last as ChatRequest, 'user');
      expect(heard.length).toBeGreaterThanOrEqual(2);
      const others = conversation.turns.filter((turn) => turn.side !== side);
      // An answer is prepared at the first silence: the newest message may end in the middle of a turn.
      const whole = heard.slice(0, -1).join(' ');
      expect(
        misheard(
          others.map(({ text }) => text),
          whole,
        ),
      ).toBeLessThan(0.15);
      const own = told(last as ChatRequest, 'assistant');
      expect(own[0]).toBe(conversation.turns.find((turn) => turn.side === side)?.text);
    }
  });

  it('never holds the other side’s private facts', () => {
    for (const side of ['a', 'b'] as const) {
      const { name } = conversation.config.personas[side];
      const facts = conversation.config.scenario.facts[side === 'a' ? 'b' : 'a'];
      expect(facts.length).toBeGreaterThan(0);
      const mine = proxy.chats.filter((chat) =>
        told(chat, 'system').join(' ').includes(`You are ${name}`),
      );
      for (const chat of mine) {
        for (const fact of facts) expect(told(chat, 'system').join(' ')).not.toContain(fact);
      }
    }
  });

  it('sends the key in the Authorization header and nowhere else', () => {
    expect(proxy.chats.length).toBeGreaterThan(0);
    for (const { headers } of proxy.requests) {
      expect(headers['authorization']).toBe(`Bearer ${KEY}`);
      const { authorization: _, ...rest } = headers;
      expect(JSON.stringify(rest)).not.toContain(KEY);
    }
    expect(JSON.stringify(conversation)).not.toContain(KEY);
    expect(JSON.stringify(fixture.events)).not.toContain(KEY);
  });
});
