import { END_CALL_TOOL } from '../../contract/provider.ts';
import { callableTool, readMessages, type ChatRequest } from './chat-request.ts';
import type { Reply } from './play.ts';
import { wordsOf } from './words.ts';

/** What one answer carries besides its text (OpenAI: chat completion object). */
export interface Envelope {
  id: string;
  /** Unix seconds. */
  created: number;
  model: string;
}

interface ToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

type FinishReason = 'stop' | 'tool_calls';

/** An answer before it is shaped for the wire. */
export interface Answer {
  text: string;
  toolCalls: ToolCall[];
  finishReason: FinishReason;
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
}

/** Turns a reply into an answer; it hangs up only by a tool that the request offers. */
export function toAnswer(reply: Reply, request: ChatRequest, callId: string): Answer {
  const parameters = reply.hangUp ? callableTool(request, END_CALL_TOOL) : undefined;
  const call = parameters && endCall(callId, parameters);
  return {
    text: reply.text,
    toolCalls: call === undefined ? [] : [call],
    finishReason: call === undefined ? 'stop' : 'tool_calls',
    usage: usageOf(request, reply),
  };
}

/** The answer to a request without `stream`. */
export function completionOf(answer: Answer, envelope: Envelope): object {
  const message = {
    role: 'assistant',
    content: answer.text,
    refusal: null,
    ...(answer.toolCalls.length > 0 ? { tool_calls: answer.toolCalls } : {}),
  };
  const choice = { index: 0, message, logprobs: null, finish_reason: answer.finishReason };
  return { object: 'chat.completion', ...envelope, choices: [choice], usage: answer.usage };
}

/** The chunks of a streamed answer, in order, without the closing `[DONE]`. */
export function chunksOf(answer: Answer, envelope: Envelope, includeUsage: boolean): object[] {
  const head = { object: 'chat.completion.chunk', ...envelope };
  const usage = includeUsage ? { usage: null } : {};
  const chunk = (delta: object, finishReason: FinishReason | null = null): object => ({
    ...head,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
    ...usage,
  });
  const calls = answer.toolCalls.map((call, index) => chunk({ tool_calls: [{ index, ...call }] }));
  return [
    chunk({ role: 'assistant', content: '', refusal: null }),
    ...tokensOf(answer.text).map((content) => chunk({ content })),
    ...calls,
    chunk({}, answer.finishReason),
    ...(includeUsage ? [{ ...head, choices: [], usage: answer.usage }] : []),
  ];
}

/** A word with the space before it: about the grain in which models stream. */
function tokensOf(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}

function endCall(id: string, parameters: Record<string, unknown>): ToolCall {
  const values = JSON.stringify(requiredArguments(parameters));
  return { id, type: 'function', function: { name: END_CALL_TOOL, arguments: values } };
}

/** The tool may require texts, for instance a reason. */
function requiredArguments(parameters: Record<string, unknown>): Record<string, string> {
  const required = Array.isArray(parameters['required']) ? parameters['required'] : [];
  const names = required.filter((name) => typeof name === 'string');
  return Object.fromEntries(names.map((name) => [name, 'We said goodbye.']));
}

/** The mind has no tokens: words stand for them. */
function usageOf(request: ChatRequest, reply: Reply): Answer['usage'] {
  const prompt = readMessages(request).reduce((sum, { text }) => sum + wordsOf(text).length, 0);
  const completion = wordsOf(reply.text).length;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
}
