import type { Context } from 'hono';
import type { z } from 'zod';

/** A refusal in OpenAI's shape (https://platform.openai.com/docs/guides/error-codes). */
export function refuse(
  context: Context,
  status: 400 | 404 | 413 | 500,
  message: string,
  param: string | null = null,
  code: string | null = null,
): Response {
  const type = status === 500 ? 'server_error' : 'invalid_request_error';
  return context.json({ error: { message, type, param, code } }, status);
}

/** Refuses a body by the first thing that the schema found wrong with it. */
export function refuseBody(context: Context, error: z.ZodError): Response {
  const issue = error.issues[0];
  const param = issue?.path.map(String).join('.') || null;
  const message = `${param ?? 'request body'}: ${issue?.message ?? 'not valid'}`;
  return refuse(context, 400, message, param);
}
