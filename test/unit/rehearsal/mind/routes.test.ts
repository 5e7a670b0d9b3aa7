import { serve, type ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mind } from '../../../../src/rehearsal/mind/mind.ts';
import { chatRoutes } from '../../../../src/rehearsal/mind/routes.ts';
import { castOf, scenarioOf } from './samples.ts';
import { askStream, END_CALL_TOOL_SPEC, headersOf, speak, type WireMessage } from './simulate.ts';

const scenario = scenarioOf('tiny');
const mind = new Mind();
mind.open({ conversationId: 'call', scenario, personas: castOf(scenario), seed: 1 });
const AS_A = headersOf('call', 'a');
const AS_B = headersOf('call', 'b');
const TO_THE_END: WireMessage[] = [
  { role: 'system', content: 'You are Maya.' },
  { role: 'user', content: 'Hello, this is Sam.' },
  { role: 'assistant', content: 'Hi, are you open today?' },
  { role: 'user', content: "Yes, we're open until six. Goodbye." },
];

describe('the official client', () => {
  let server: ServerType;
  let client: OpenAI;
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      const options = { fetch: chatRoutes(mind).fetch, port: 0, hostname: '127.0.0.1' };
      server = serve(options, () => resolve());
    });
    const { port } = server.address() as AddressInfo;
    client = new OpenAI({ apiKey: 'any', baseURL: `http://127.0.0.1:${String(port)}/v1` });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('gets a whole answer with a tool call', async () => {
    const completion = await client.chat.completions.create(
      { model: 'any-model', messages: TO_THE_END, tools: [END_CALL_TOOL_SPEC] },
      { headers: AS_A },
    );
    const choice = completion.choices[0];
    expect(completion).toMatchObject({ object: 'chat.completion', model: 'any-model' });
    expect(choice?.message).toMatchObject({ role: 'assistant', content: 'Thanks, bye.' });
    expect(choice?.finish_reason).toBe('tool_calls');
    expect(choice?.message.tool_calls).toMatchObject([
      { type: 'function', function: { name: 'end_call', arguments: '{}' } },
    ]);
    expect(completion.usage?.total_tokens).toBeGreaterThan(10);
  });

  it('assembles a streamed answer', async () => {
    const stream = client.chat.completions.stream(
      { model: 'any-model', messages: TO_THE_END, tools: [END_CALL_TOOL_SPEC] },
      { headers: AS_A },
    );
    const completion = await stream.finalChatCompletion();
    expect(completion.choices[0]?.message.content).toBe('Thanks, bye.');
    expect(completion.choices[0]?.message.tool_calls?.[0]).toMatchObject({
      function: { name: 'end_call', arguments: '{}' },
    });
  });

  it('gets an error of its own kind for a bad request', async () => {
    const request = { model: 'any-model', messages: [] };
    await expect(client.chat.completions.create(request)).rejects.toMatchObject({
      status: 400,
      type: 'invalid_request_error',
      param: 'messages',
    });
  });
});

describe('the stream', () => {
  it('has role, text, tool call, finish reason, usage and [DONE] in this order', async () => {
    const { chunks, raw, type } = await askStream(
      mind,
      {
        messages: TO_THE_END,
        tools: [END_CALL_TOOL_SPEC],
        stream_options: { include_usage: true },
      },
      AS_A,
    );
    expect(type).toContain('text/event-stream');
    expect(raw.trimEnd().endsWith('data: [DONE]')).toBe(true);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
    for (const { object } of chunks) expect(object).toBe('chat.completion.chunk');
    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
    expect(deltas[0]).toMatchObject({ role: 'assistant' });
    expect(deltas.slice(1, 3).map(({ content }) => content)).toEqual(['Thanks,', ' bye.']);
    expect(deltas[3]?.tool_calls).toMatchObject([{ index: 0, function: { name: 'end_call' } }]);
    expect(chunks.at(-2)?.choices[0]).toMatchObject({ delta: {}, finish_reason: 'tool_calls' });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 2 } });
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
  });

  it('has no usage unless asked for', async () => {
    const { chunks } = await askStream(mind, { messages: TO_THE_END }, AS_A);
    expect(chunks.every((chunk) => !('usage' in chunk))).toBe(true);
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop');
  });
});

describe('hanging up', () => {
  it('is left out when the request has no such tool, or forbids tools', async () => {
    expect(await speak(mind, TO_THE_END, AS_A, [])).toEqual({
      text: 'Thanks, bye.',
      endCall: false,
      finishReason: 'stop',
    });
    const body = { messages: TO_THE_END, tools: [END_CALL_TOOL_SPEC], tool_choice: 'none' };
    const { chunks } = await askStream(mind, body, AS_A);
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop');
  });

  it('fills in texts that the tool requires', async () => {
    const parameters = { type: 'object', required: ['reason'] };
    const tools = [{ type: 'function', function: { name: 'end_call', parameters } }];
    const { chunks } = await askStream(mind, { messages: TO_THE_END, tools }, AS_A);
    const calls = chunks.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? []);
    const values = JSON.parse(calls[0]?.function?.arguments ?? '') as Record<string, unknown>;
    expect(values).toEqual({ reason: expect.any(String) as string });
  });

  it('is followed by nothing after the result of the tool', async () => {
    const after: WireMessage[] = [
      ...TO_THE_END,
      {
        role: 'assistant',
        content: 'Thanks, bye.',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'end_call', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'done' },
    ];
    expect(await speak(mind, after, AS_A)).toEqual({
      text: '',
      endCall: false,
      finishReason: 'stop',
    });
  });
});

describe('the opener', () => {
  const first = { text: 'Hello, this is Sam.', endCall: false, finishReason: 'stop' };
  it.each<[string, WireMessage[]]>([
    ['system instructions only', [{ role: 'system', content: 'You are Sam.' }]],
    [
      'an instruction to begin',
      [
        { role: 'system', content: 'You are Sam.' },
        { role: 'developer', content: 'The call has just been connected. You speak first.' },
      ],
    ],
    ['a user message to begin', [{ role: 'user', content: 'Begin the call now, please.' }]],
    [
      'content in parts',
      [{ role: 'user', content: [{ type: 'text', text: 'Begin the call now.' }] }],
    ],
  ])('begins after %s', async (_, messages) => {
    expect(await speak(mind, messages, AS_B)).toEqual(first);
  });
});

describe('a conversation that is not open', () => {
  it('is answered from the system prompt', async () => {
    const other = new Mind();
    other.open({ conversationId: 'call', scenario, personas: castOf(scenario), seed: 1 });
    expect(other.knows('call')).toBe(true);
    other.close('call');
    expect(other.knows('call')).toBe(false);
    const messages: WireMessage[] = [
      { role: 'system', content: 'You are Nora Vance. Your goal is to sell a boat.' },
      { role: 'user', content: 'Hello?' },
    ];
    const { text } = await speak(other, messages, AS_A);
    expect(text).toBe("Hello, this is Nora Vance. I'd like to sell a boat.");
  });
});
