import { serve, type ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TryText } from '../../../src/contract/document-api.ts';
import { tryTextSchema } from '../../../src/contract/document-api.ts';
import { END_CALL_DESCRIPTION, OPENING_INSTRUCTION } from '../../../src/contract/instructions.ts';
import { nextLine } from '../../../src/main/tryout/next-line.ts';
import { Mind } from '../../../src/rehearsal/mind/mind.ts';
import { chatRoutes } from '../../../src/rehearsal/mind/routes.ts';
import { persona, scenario } from '../conversations/samples.ts';
import { FakeProvider } from './fake-provider.ts';

const KEY = 'sk-test-0123456789abcdef';
const ann = persona('ann', 'Ann', {
  role: 'customer',
  goal: 'Find out when your parcel comes.',
  facts: ['You ordered a lamp.'],
});
const shelves = {
  personas: { get: () => persona('ben', 'Ben') },
  scenarios: { get: () => scenario() },
};
const said = (from: 'you' | 'persona', text: string) => ({ from, text });

describe('the next line from the rehearsal mind', () => {
  let server: ServerType;
  let baseUrl: string;
  beforeAll(async () => {
    server = serve({ fetch: chatRoutes(new Mind()).fetch, hostname: '127.0.0.1', port: 0 });
    await new Promise((resolve) => server.once('listening', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterAll(() => void server.close());

  function line(...messages: TryText['messages']) {
    const request = tryTextSchema.parse({ persona: ann, side: 'a', messages });
    const port = { baseUrl, open: () => {}, close: () => {}, onDown: () => () => {} };
    return nextLine(request, {
      engine: { rehearsal: async () => ({ port, note: '' }) },
      sources: () => ({ env: {} }),
      shelves,
    });
  }

  it('begins when nothing was said, answers, and hangs up at a goodbye', async () => {
    expect(await line()).toEqual({ text: 'Hello, this is Ann.', hangUp: false });
    const asked = [said('persona', 'Hello, this is Ann.'), said('you', 'What can I do for you?')];
    expect(await line(...asked)).toEqual({
      text: "I'd like to find out when my parcel comes.",
      hangUp: false,
    });
    const bye = await line(...asked, said('persona', 'Thanks.'), said('you', 'Goodbye!'));
    expect(bye.hangUp).toBe(true);
  });
});

describe('the next line from a provider', () => {
  let provider: FakeProvider;
  beforeEach(async () => {
    provider = await FakeProvider.open();
  });
  afterEach(() => provider.close());

  function line(messages: TryText['messages'] = [], env: NodeJS.ProcessEnv = {}) {
    const request = tryTextSchema.parse({
      persona: ann,
      side: 'a',
      scenario: 'late-parcel',
      provider: 'openai',
      messages,
    });
    return nextLine(request, {
      engine: { rehearsal: () => Promise.reject(new Error('is not needed')) },
      sources: () => ({
        env: { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: provider.baseUrl, LLM_MODEL: 'm-1', ...env },
      }),
      shelves,
    });
  }
  function answers(message: object): () => Response {
    return () => Response.json({ choices: [{ index: 0, message, finish_reason: 'stop' }] });
  }

  it('asks with the prompt of a call, its tool and what was said', async () => {
    provider.answer = answers({ role: 'assistant', content: ' Hello. ' });
    expect(await line()).toEqual({ text: 'Hello.', hangUp: false });
    await line([said('you', 'Hi?'), said('persona', 'Hello.'), said('you', 'Yes?')]);
    const [first, second] = provider.requests;
    expect(first).toMatchObject({
      path: '/v1/chat/completions',
      authorization: `Bearer ${KEY}`,
      body: {
        model: 'm-1',
        tools: [{ function: { name: 'end_call', description: END_CALL_DESCRIPTION } }],
      },
    });
    const [system] = first?.body['messages'] as { content: string }[];
    expect(system?.content).toMatch(/^# Who you are\nYou are Ann, customer\./);
    expect(system?.content.endsWith(`\n${OPENING_INSTRUCTION}`)).toBe(true);
    expect(system?.content).toContain('You speak first');
    const later = second?.body['messages'] as { role: string; content: string }[];
    expect(later.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(later[0]?.content).toContain('The other person speaks first.');
    expect(later[0]?.content).not.toContain(OPENING_INSTRUCTION);
  });

  it('hangs up when the model calls the tool, with or without words', async () => {
    const call = { id: '1', type: 'function', function: { name: 'end_call', arguments: '{}' } };
    provider.answer = answers({ role: 'assistant', content: null, tool_calls: [call] });
    expect(await line([said('you', 'Bye.')])).toEqual({ text: '', hangUp: true });
    provider.answer = answers({ role: 'assistant', content: 'Bye.', tool_calls: [call] });
    expect(await line([said('you', 'Bye.')])).toEqual({ text: 'Bye.', hangUp: true });
  });

  it('does without what the model refuses, its tool included', async () => {
    const message = 'llama does not support tools';
    provider.answer = () =>
      provider.requests.length === 1
        ? Response.json({ error: { message } }, { status: 400 })
        : answers({ role: 'assistant', content: 'Hello.' })();
    expect(await line()).toEqual({ text: 'Hello.', hangUp: false });
    expect(provider.requests[1]?.body).not.toHaveProperty('tools');
  });

  it('tells what is wrong and what to do, as a call does, and never the key', async () => {
    const refuse = (status: number, message: string) => () =>
      Response.json({ error: { message } }, { status });
    provider.answer = refuse(401, `Incorrect API key provided: ${KEY}`);
    await expect(line()).rejects.toMatchObject({
      data: {
        code: 'provider-unauthorized',
        remedy: expect.stringMatching(/^Check the key of http:..127/),
      },
    });
    provider.answer = refuse(404, 'no such model');
    await expect(line()).rejects.toMatchObject({
      data: {
        code: 'provider-model-missing',
        message: expect.stringContaining('does not know the model of LLM of Ann (model "m-1").'),
      },
    });
    provider.answer = refuse(400, `Something about ${KEY}`);
    const error = await line().catch((thrown: unknown) => JSON.stringify(thrown));
    expect(error).toContain('provider-failed');
    expect(error).not.toContain(KEY);
    // One that does not look like a key, and would be cut in two.
    const odd = 'Winter!Garden!42';
    provider.answer = refuse(400, `${'x '.repeat(90)}${odd}`);
    const cut = await line([], { OPENAI_API_KEY: odd }).catch((thrown: unknown) => String(thrown));
    expect(cut).toContain('[removed]');
    expect(cut).not.toContain('Winter');
    provider.answer = answers({ role: 'assistant', content: '' });
    await expect(line()).rejects.toThrow('answered without a word');
    await expect(line([], { OPENAI_API_KEY: '' })).rejects.toMatchObject({
      data: { code: 'provider-unauthorized' },
    });
  });
});
