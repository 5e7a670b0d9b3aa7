import { APIError, type OpenAI } from 'openai';
import { lenientChat, type SentOptions } from './lenient-chat.ts';
import { HANG_UP } from './hang-up-tool.ts';
import type { Answered, ChatOption, Differences, StageTest } from './stage-question.ts';
import { StrangeAnswer } from './strange.ts';

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;

const QUESTION = { messages: [{ role: 'user', content: 'Say yes.' }] };
/** What a model says that spent all its tokens before the first word. It is there. */
const CUT_OFF = /could not finish the message|output limit was reached/i;

/** One token of chat with what a run would send along; what a model refuses is left out. */
export async function askLlm(
  test: StageTest,
  client: OpenAI,
  signal: AbortSignal,
): Promise<Answered> {
  const wanted = optionsOf(test);
  const { answer, sent } = await lenientChat(
    wanted,
    async (options) => await answerTo(client, test.model, options, signal),
  );
  return { note: `model ${answer}`, differences: differencesOf(wanted, sent) };
}

/** The model's name as the server says it. */
async function answerTo(
  client: OpenAI,
  model: string,
  options: SentOptions,
  signal: AbortSignal,
): Promise<string> {
  try {
    const body = { ...QUESTION, model, ...options } as Body;
    const completion = await client.chat.completions.create(body, { signal });
    if (!Array.isArray(completion.choices)) throw new StrangeAnswer('chat completion');
    return completion.model || model;
  } catch (thrown) {
    if (thrown instanceof APIError && CUT_OFF.test(thrown.message)) return model;
    throw thrown;
  }
}

function optionsOf({ temperature, reasoningEffort }: StageTest): SentOptions {
  return {
    max_tokens: 1,
    tools: [HANG_UP],
    ...(temperature === undefined ? {} : { temperature }),
    ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
  };
}

const OPTIONS: readonly ChatOption[] = ['temperature', 'reasoning_effort', 'tools'];

function differencesOf(wanted: SentOptions, sent: SentOptions): Differences {
  const refuses = OPTIONS.filter((name) => wanted[name] !== undefined && sent[name] === undefined);
  const mayNotReason = sent.reasoning_effort === 'none' && wanted.reasoning_effort !== 'none';
  return {
    ...(refuses.length > 0 ? { refuses } : {}),
    ...(mayNotReason ? { effort: 'none' } : {}),
  };
}
