import { z } from 'zod';

const partSchema = z.looseObject({ type: z.string(), text: z.string().optional() });
const contentSchema = z.union([z.string(), z.array(partSchema)]).nullish();

const messageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: contentSchema,
  tool_calls: z
    .array(z.looseObject({ function: z.looseObject({ name: z.string() }).optional() }))
    .nullish(),
});

const toolSchema = z.looseObject({
  type: z.string(),
  function: z
    .looseObject({
      name: z.string(),
      parameters: z.record(z.string(), z.unknown()).nullish(),
    })
    .optional(),
});

/** The part of OpenAI's chat completion request that the mind reads; the rest is accepted unread. */
export const chatRequestSchema = z.looseObject({
  model: z.string().default('rehearsal-mind'),
  messages: z.array(messageSchema).min(1),
  tools: z.array(toolSchema).nullish(),
  tool_choice: z.union([z.string(), z.looseObject({})]).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;
type WireMessage = ChatRequest['messages'][number];

/** A message in plain text. */
export interface ChatMessage {
  role: 'instruction' | 'user' | 'assistant' | 'tool';
  text: string;
  /** Names of the tools that it calls. */
  calls: string[];
}

const ROLES = {
  system: 'instruction',
  developer: 'instruction',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
} as const satisfies Record<WireMessage['role'], ChatMessage['role']>;

/** The request's messages in plain text. */
export function readMessages(request: ChatRequest): ChatMessage[] {
  return request.messages.map((message) => ({
    role: ROLES[message.role],
    text: textOf(message.content).trim(),
    calls: (message.tool_calls ?? []).flatMap((call) => call.function?.name ?? []),
  }));
}

function textOf(content: WireMessage['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text ?? '').join(' ');
}

/** A tool's parameter schema when the model may call it; undefined when it may not. */
export function callableTool(
  request: ChatRequest,
  name: string,
): Record<string, unknown> | undefined {
  if (request.tool_choice === 'none') return undefined;
  const tool = request.tools?.find((candidate) => candidate.function?.name === name);
  return tool === undefined ? undefined : (tool.function?.parameters ?? {});
}
