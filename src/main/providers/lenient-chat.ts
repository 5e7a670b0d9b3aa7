import { APIError } from 'openai';
import type { ChatOption } from './stage-question.ts';

/** What is sent beside model and messages; undefined: it is left out. */
export type SentOptions = Partial<
  Record<ChatOption | 'max_tokens' | 'max_completion_tokens', unknown>
>;

/**
 * Refusals of a parameter: 400 mostly. llama.cpp answers 500 to tools that it can't take, and OpenRouter 404
 * when none of its providers takes them.
 */
const REFUSALS = new Set([400, 404, 422, 500]);

/** How a parameter is recognised, by `param` or by the words; tools come last: they matter most. */
const NAMES: Readonly<Record<keyof SentOptions, RegExp>> = {
  max_tokens: /max_(completion_)?tokens/,
  max_completion_tokens: /max_(completion_)?tokens/,
  temperature: /temperature/,
  reasoning_effort: /reasoning/,
  tools: /\btools?\b/,
};
/** A model that reasons spends some before its first word. */
const FEW_TOKENS = 16;

/**
 * Asks until nothing that was sent is refused, and says what was left. Models from GPT-5.6 on take tools only
 * when they don't reason: then they are told not to. Rejects with what is no refusal of a parameter.
 */
export async function lenientChat<A>(
  wanted: SentOptions,
  ask: (options: SentOptions) => Promise<A>,
): Promise<{ answer: A; sent: SentOptions }> {
  let sent = wanted;
  for (;;) {
    try {
      return { answer: await ask(sent), sent };
    } catch (thrown) {
      const next = without(thrown, sent, wanted);
      if (next === undefined) throw thrown;
      sent = next;
    }
  }
}

/** What is sent next, when that was refused; undefined: it was no refusal of anything that was sent. */
function without(thrown: unknown, sent: SentOptions, wanted: SentOptions): SentOptions | undefined {
  if (!(thrown instanceof APIError) || !REFUSALS.has(Number(thrown.status))) return undefined;
  const { message } = thrown;
  const param: unknown = thrown.param;
  if (isToolsOrReasoning(message) && sent.tools && sent.reasoning_effort !== 'none') {
    return { ...sent, reasoning_effort: 'none' };
  }
  const refused = refusedOf(message, param, sent);
  if (refused === undefined) return undefined;
  const isForced = sent.reasoning_effort === 'none' && wanted.reasoning_effort !== 'none';
  if (refused === 'reasoning_effort' && isForced) {
    // It can't but reason: then without tools.
    return { ...sent, reasoning_effort: wanted.reasoning_effort, tools: undefined };
  }
  // Models that reason know this limit by another name only.
  const renamed = refused === 'max_tokens' ? { max_completion_tokens: FEW_TOKENS } : {};
  return { ...sent, [refused]: undefined, ...renamed };
}

/** "Function tools with reasoning_effort are not supported for gpt-5.6-luna in /v1/chat/completions." */
function isToolsOrReasoning(message: string): boolean {
  return NAMES.tools.test(message) && NAMES.reasoning_effort.test(message);
}

/** The parameter that was refused, if it was one of those that were sent. */
function refusedOf(
  message: string,
  param: unknown,
  sent: SentOptions,
): keyof SentOptions | undefined {
  const names = Object.keys(NAMES) as (keyof SentOptions)[];
  const candidates = names.filter((name) => sent[name] !== undefined);
  const said =
    typeof param === 'string' ? candidates.find((name) => NAMES[name].test(param)) : undefined;
  return said ?? candidates.find((name) => NAMES[name].test(message));
}
