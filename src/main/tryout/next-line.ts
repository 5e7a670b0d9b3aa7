import { APIError, type OpenAI } from 'openai';
import type { tryTextSchema } from '../../contract/document-api.ts';
import { StudioError } from '../../contract/errors.ts';
import { END_CALL_DESCRIPTION, OPENING_INSTRUCTION } from '../../contract/instructions.ts';
import { END_CALL_TOOL } from '../../contract/provider.ts';
import { otherSide } from '../../contract/side.ts';
import type { Shelves } from '../conversations/freeze.ts';
import { keyRing } from '../providers/keys.ts';
import { providerError } from '../providers/provider-error.ts';
import { llmStage } from '../providers/stages.ts';
import { promptPreview } from './prompt-preview.ts';
import { inTime, stageClient, type TryOutPorts } from './stage-client.ts';
import { promptInputOf } from './unsaved.ts';
import type { z } from 'zod';

type Request = z.output<typeof tryTextSchema>;
type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;

/**
 * The persona's next line in writing: one completion with the prompt that a call would have, and what was
 * said so far. Whoever spoke first here is the opener in the prompt.
 *
 * @throws StudioError what llmStage throws, `not-found`, and `provider-…` as in a call
 */
export async function nextLine(
  request: Request,
  ports: TryOutPorts & { shelves: Shelves },
): Promise<{ text: string; hangUp: boolean }> {
  const { provider, persona, side } = request;
  const llm = llmStage({ ...ports.sources(), provider, persona, side });
  const messages = messagesOf(request, ports.shelves);
  const client = await stageClient(llm, ports);
  const about = { stage: `LLM of ${persona.name}`, model: llm.model };
  const { model, temperature, reasoningEffort } = llm;
  try {
    const body: Body = { model, messages, tools: TOOLS };
    const options = {
      ...(temperature === undefined ? {} : { temperature }),
      ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
    };
    const completion = await patientWith(options, (taken) =>
      client.chat.completions.create({ ...body, ...taken }, inTime(ports)),
    );
    return lineOf(completion, about.stage);
  } catch (thrown) {
    throw providerError(thrown, about, Object.values(keyRing(ports.sources())));
  }
}

/** The one tool, as in a call; see agents/side/persona-agent.ts. */
const TOOLS: NonNullable<Body['tools']> = [
  {
    type: 'function',
    function: {
      name: END_CALL_TOOL,
      description: END_CALL_DESCRIPTION,
      parameters: { type: 'object', properties: {}, additionalProperties: false },
    },
  },
];

/** Asks once more without what a model refuses, as a call does. */
async function patientWith<T extends object, A>(
  options: T,
  ask: (options: Partial<T>) => Promise<A>,
): Promise<A> {
  try {
    return await ask(options);
  } catch (thrown) {
    const isAsked = Object.keys(options).some((name) => String(thrown).includes(name));
    if (thrown instanceof APIError && thrown.status === 400 && isAsked) return await ask({});
    throw thrown;
  }
}

function messagesOf(request: Request, shelves: Shelves): Body['messages'] {
  const { side, messages } = request;
  const input = promptInputOf(request, shelves);
  const opener = messages[0]?.from === 'you' ? otherSide(side) : side;
  const scenario = { ...input.scenario, opener };
  const { instructions } = promptPreview({ ...input, scenario });
  const begin = messages.length === 0 ? `\n${OPENING_INSTRUCTION}` : '';
  return [
    { role: 'system', content: instructions + begin },
    ...messages.map(({ from, text }) => ({
      role: from === 'you' ? ('user' as const) : ('assistant' as const),
      content: text,
    })),
  ];
}

function lineOf(completion: OpenAI.ChatCompletion, stage: string) {
  const message = completion.choices[0]?.message;
  const text = message?.content?.trim() ?? '';
  const calls = message?.tool_calls ?? [];
  const hangUp = calls.some(
    (call) => call.type === 'function' && call.function.name === END_CALL_TOOL,
  );
  if (text !== '' || hangUp) return { text, hangUp };
  throw new StudioError({
    code: 'provider-failed',
    message: `The ${stage} answered without a word.`,
    remedy: 'Try again; if it stays so, choose another model.',
  });
}
