import { refusal, jsonAnswer } from './answers.ts';
import { hangsUp, usualReply, wordsIn } from './replies.ts';
import type { Answer, ChatBody, FakeOptions, Reply } from './types.ts';

/** `POST /v1/chat/completions`, streamed or not. */
export function chat(body: ChatBody, { reply = usualReply, refuses = [] }: FakeOptions): Answer {
  const refused = refuses.find((name) => name in body);
  if (refused !== undefined) {
    const message = `Unsupported parameter: '${refused}' is not supported with this model.`;
    return refusal(400, { code: 'unsupported_parameter', param: refused, message });
  }
  const said = reply(body);
  return body.stream ? streamed(body, said) : whole(body, said);
}

function callOf(body: ChatBody, reply: Reply): object[] {
  if (!hangsUp(reply, body.tools)) return [];
  return [{ id: 'call_1', type: 'function', function: { name: 'end_call', arguments: '{}' } }];
}

function usageOf(body: ChatBody, { text }: Reply): object {
  const prompt = wordsIn(JSON.stringify(body.messages));
  const completion = wordsIn(text);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0 },
  };
}

function whole(body: ChatBody, reply: Reply): Answer {
  const calls = callOf(body, reply);
  const message = {
    role: 'assistant',
    content: reply.text,
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  return jsonAnswer({
    id: 'chatcmpl-fake',
    object: 'chat.completion',
    created: 0,
    model: body.model,
    choices: [{ index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }],
    usage: usageOf(body, reply),
  });
}

function streamed(body: ChatBody, reply: Reply): Answer {
  const { model, stream_options: options } = body;
  const head = { id: 'chatcmpl-fake', object: 'chat.completion.chunk', created: 0, model };
  const chunk = (delta: object, reason: string | null = null): object => ({
    ...head,
    choices: [{ index: 0, delta, finish_reason: reason }],
  });
  const calls = callOf(body, reply).map((call) => ({ index: 0, ...call }));
  const events = [
    chunk({ role: 'assistant', content: '' }),
    ...(reply.text.match(/\s*\S+/g) ?? []).map((content) => chunk({ content })),
    ...calls.map((call) => chunk({ tool_calls: [call] })),
    chunk({}, calls.length > 0 ? 'tool_calls' : 'stop'),
    ...(options?.include_usage ? [{ ...head, choices: [], usage: usageOf(body, reply) }] : []),
  ];
  const lines = [...events.map((event) => JSON.stringify(event)), '[DONE]'];
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    pieces: lines.map((line) => Buffer.from(`data: ${line}\n\n`)),
    pieceSeconds: 1,
    garbage: Buffer.from('data: {"choices": [{"delta": \n\n'),
  };
}
