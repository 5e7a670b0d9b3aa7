import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { REHEARSAL_CONVERSATION_HEADER, REHEARSAL_SIDE_HEADER } from '../../contract/provider.ts';
import { sideSchema } from '../../contract/side.ts';
import { chatRequestSchema, readMessages, type ChatRequest } from './chat-request.ts';
import { chunksOf, completionOf, toAnswer, type Answer, type Envelope } from './completion.ts';
import type { Mind, Speaker } from './mind.ts';

/**
 * `POST /v1/chat/completions` as OpenAI shapes it
 * (https://platform.openai.com/docs/api-reference/chat). Mount it at the root of the server.
 */
export function chatRoutes(mind: Mind): Hono {
  const routes = new Hono();
  routes.post('/v1/chat/completions', async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const parsed = chatRequestSchema.safeParse(body);
    if (!parsed.success) return refuse(context, parsed.error.issues[0]);
    return answer(context, mind, parsed.data);
  });
  return routes;
}

function answer(context: Context, mind: Mind, request: ChatRequest): Response {
  const reply = mind.reply(readMessages(request), speakerOf(context));
  const answered = toAnswer(reply, request, `call_${randomUUID()}`);
  const envelope: Envelope = {
    id: `chatcmpl-${randomUUID()}`,
    created: Math.floor(Date.now() / 1000),
    model: request.model,
  };
  return request.stream
    ? streamed(context, answered, envelope, request.stream_options?.include_usage ?? false)
    : context.json(completionOf(answered, envelope));
}

function streamed(
  context: Context,
  answered: Answer,
  envelope: Envelope,
  includeUsage: boolean,
): Response {
  return streamSSE(context, async (stream) => {
    for (const chunk of chunksOf(answered, envelope, includeUsage)) {
      await stream.writeSSE({ data: JSON.stringify(chunk) });
    }
    await stream.writeSSE({ data: '[DONE]' });
  });
}

/** Both headers, or a client that is none of ours. */
function speakerOf(context: Context): Speaker | undefined {
  const conversationId = context.req.header(REHEARSAL_CONVERSATION_HEADER);
  const side = sideSchema.safeParse(context.req.header(REHEARSAL_SIDE_HEADER));
  return conversationId && side.success ? { conversationId, side: side.data } : undefined;
}

function refuse(
  context: Context,
  issue: { path: PropertyKey[]; message: string } | undefined,
): Response {
  const param = issue?.path.map(String).join('.') ?? '';
  const message = `${param || 'request body'}: ${issue?.message ?? 'not valid'}`;
  const error = { message, type: 'invalid_request_error', param: param || null, code: null };
  return context.json({ error }, 400);
}
