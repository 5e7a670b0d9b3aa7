import type { ConversationConfig } from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import { otherSide, type Side } from '../../contract/side.ts';

const REMEDY =
  'Choose a model that takes tools, or have the server allow them (vLLM: --enable-auto-tool-choice).';

/**
 * What follows from a language model without tools: every persona is offered one, by which it hangs up.
 *
 * @param sides those whose model takes none
 */
export function toolsNotices(
  { stages, personas }: ConversationConfig,
  sides: readonly Side[],
): ErrorData[] {
  const [only] = sides;
  if (only === undefined) return [];
  const code = 'provider-failed' as const;
  if (sides.length > 1) {
    const message = `The language models of ${personas.a.name} and ${personas.b.name} take no tools, so neither side can hang up: the call ends by its limit of turns or of time.`;
    return [{ code, message, remedy: REMEDY }];
  }
  const player = stages[only];
  const model = player.kind === 'pipeline' ? ` (model "${player.llm.model}")` : '';
  const { name } = personas[only];
  const other = personas[otherSide(only)].name;
  const message = `The LLM of ${name}${model} takes no tools, so ${name} can't hang up: the call ends when ${other} does, or by its limit of turns or of time.`;
  return [{ code, message, remedy: REMEDY }];
}
