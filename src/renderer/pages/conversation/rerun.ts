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

/** The Run page with these choices, to be changed. Limits that are the scenario's own are no choice. */
export function rerunPath(config: ConversationConfig): string {
  const { scenario, personas, stages, seed, limits } = config;
  const choices = new URLSearchParams({
    scenario: scenario.id,
    a: personas.a.id,
    b: personas.b.id,
    provider: stages.a.llm.provider,
    seed: String(seed),
  });
  for (const limit of ['maxTurns', 'maxMinutes'] as const) {
    if (limits[limit] !== scenario.limits[limit]) choices.set(limit, String(limits[limit]));
  }
  return `/?${choices.toString()}`;
}
