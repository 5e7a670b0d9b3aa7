import type { PromptPreview } from '../../contract/document-api.ts';
import { END_CALL_DESCRIPTION } from '../../contract/instructions.ts';
import { END_CALL_TOOL } from '../../contract/provider.ts';
import { compileInstructions, type PromptInput } from '../conversations/prompt.ts';

/** Exactly what the model of a side gets before the first word, as a run compiles it. */
export function promptPreview(input: PromptInput): PromptPreview {
  return {
    instructions: compileInstructions(input),
    tools: [{ name: END_CALL_TOOL, description: END_CALL_DESCRIPTION }],
  };
}
