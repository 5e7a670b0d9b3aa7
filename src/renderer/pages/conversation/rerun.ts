import type { ConversationConfig } from '../../../contract/conversation.ts';
import type { StartConversation } from '../../../contract/studio-api.ts';

/** The same once more: documents as they were then, the same seed and limits. */
export function rerunRequest({
  scenario,
  personas,
  stages,
  seed,
  limits,
}: ConversationConfig): StartConversation {
  const provider = stages.a.llm.provider;
  return { scenario, personaA: personas.a, personaB: personas.b, provider, seed, limits };
}

/** The Run page with these choices, to be changed. */
export function rerunPath({ scenario, personas, seed }: ConversationConfig): string {
  const choices = { scenario: scenario.id, a: personas.a.id, b: personas.b.id, seed: String(seed) };
  return `/?${new URLSearchParams(choices).toString()}`;
}
