import type { OpenAI } from 'openai';
import type { tryTextSchema } from '../../contract/document-api.ts';
import { StudioError } from '../../contract/errors.ts';
import { OPENING_INSTRUCTION } from '../../contract/instructions.ts';
import { END_CALL_TOOL } from '../../contract/provider.ts';
import { otherSide } from '../../contract/side.ts';
import type { Shelves } from '../conversations/freeze.ts';
import { HANG_UP } from '../providers/hang-up-tool.ts';
import { lenientChat } from '../providers/lenient-chat.ts';
import { llmStage } from '../providers/stages.ts';
import { promptPreview } from './prompt-preview.ts';
import { inTime, stageClient, tryOutFault, type TryOutPorts } from './stage-client.ts';
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
  const { model, temperature, reasoningEffort } = llm;
  try {
    const options = {
      tools: [HANG_UP],
      ...(temperature === undefined ? {} : { temperature }),
      ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
    };
    const limit = inTime(ports);
    const { answer } = await lenientChat(options, async (taken) => {
      const body = { model, messages, ...taken } as Body;
      return await client.chat.completions.create(body, limit);
    });
    return lineOf(answer, `LLM of ${persona.name}`);
  } catch (thrown) {
    throw tryOutFault(thrown, { kind: 'llm', stage: llm, of: persona.name }, ports);
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
