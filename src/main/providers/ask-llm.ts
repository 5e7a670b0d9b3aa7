import { APIError, type OpenAI } from 'openai';
import { END_CALL_DESCRIPTION } from '../../contract/instructions.ts';
import { END_CALL_TOOL } from '../../contract/provider.ts';
import type { Answered, ChatOption, StageTest } from './stage-question.ts';
import { strange } from './strange.ts';

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;

/** A 400 that is about a parameter; llama.cpp answers 500 to tools that it can't take. */
const REFUSALS = new Set([400, 422, 500]);

/** How the refusal of a parameter is recognised, by `param` or by the words. */
const NAMES: Readonly<Record<ChatOption, RegExp>> = {
  max_tokens: /max_(completion_)?tokens/,
  temperature: /temperature/,
  reasoning_effort: /reasoning/,
  tools: /\btools?\b/,
};

/** One token of chat with what a run would send along; what a model refuses is left out. */
export async function askLlm(
  test: StageTest,
  client: OpenAI,
  signal: AbortSignal,
): Promise<Answered> {
  let options = optionsOf(test);
  const refuses: ChatOption[] = [];
  for (;;) {
    try {
      const body = { ...QUESTION, model: test.model, ...options } as Body;
      const completion = await client.chat.completions.create(body, { signal });
      if (!Array.isArray(completion.choices)) throw strange('chat completion');
      const differences = refuses.length > 0 ? { refuses } : {};
      return { note: `model ${completion.model || test.model}`, differences };
    } catch (thrown) {
      const refused = refusedOf(thrown, options);
      if (refused === undefined) throw thrown;
      options = { ...options, [refused]: undefined };
      // Reasoning models refuse this very limit; a run sends another one.
      if (refused !== 'max_tokens') refuses.push(refused);
    }
  }
}

const QUESTION = { messages: [{ role: 'user', content: 'Say yes.' }] };

function optionsOf({
  temperature,
  reasoningEffort,
}: StageTest): Partial<Record<ChatOption, unknown>> {
  return {
    max_tokens: 1,
    tools: [HANG_UP],
    ...(temperature === undefined ? {} : { temperature }),
    ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
  };
}

/** As in a call: not every server takes tools. */
const HANG_UP = {
  type: 'function',
  function: {
    name: END_CALL_TOOL,
    description: END_CALL_DESCRIPTION,
    parameters: { type: 'object', properties: {}, additionalProperties: false },
  },
};

/** The parameter that was refused, if it was one of those that were sent. */
function refusedOf(
  thrown: unknown,
  sent: Partial<Record<ChatOption, unknown>>,
): ChatOption | undefined {
  if (!(thrown instanceof APIError) || !REFUSALS.has(Number(thrown.status))) return undefined;
  const names = (Object.keys(sent) as ChatOption[]).filter((name) => sent[name] !== undefined);
  const param: unknown = thrown.param;
  const said =
    typeof param === 'string' ? names.find((name) => NAMES[name].test(param)) : undefined;
  return said ?? names.find((name) => NAMES[name].test(thrown.message));
}
