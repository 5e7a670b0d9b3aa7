import type { OpenAI } from 'openai';
import { END_CALL_DESCRIPTION } from '../../contract/instructions.ts';
import { END_CALL_TOOL } from '../../contract/provider.ts';

/** The one tool, as in a call; see agents/side/persona-agent.ts. */
export const HANG_UP: OpenAI.ChatCompletionFunctionTool = {
  type: 'function',
  function: {
    name: END_CALL_TOOL,
    description: END_CALL_DESCRIPTION,
    parameters: { type: 'object', properties: {}, additionalProperties: false },
  },
};
