import type { ConversationConfig } from '../../../contract/conversation.ts';
import { assertNever } from '../../../contract/kind.ts';
import {
  sourceOf,
  type PlayerChoice,
  type Provider,
  type SidePlayer,
} from '../../../contract/provider.ts';
import type { PerSide } from '../../../contract/side.ts';
import type { StartConversation } from '../../../contract/studio-api.ts';

/** The same once more: documents and players as they were then, the same seed, limits and budget. */
export function rerunRequest(config: ConversationConfig): StartConversation {
  const { scenario, personas, stages, seed, limits, budgetUsd } = config;
  const name = personas.b.name;
  return {
    ...{ scenario, personaA: personas.a, personaB: personas.b, seed, limits },
    provider: runProvider(stages),
    ...(isPlain(stages) ? {} : { sides: { a: exactly(stages.a, ''), b: exactly(stages.b, name) } }),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
  };
}

/**
 * The Run page with these choices, to be changed. What is the scenario's or the settings' own is no choice:
 * players are named where the sides differ.
 */
export function rerunPath(config: ConversationConfig): string {
  const { scenario, personas, stages, seed, limits, budgetUsd } = config;
  const players = differing(stages, personas.b.name);
  const choices = new URLSearchParams({
    scenario: scenario.id,
    a: personas.a.id,
    b: personas.b.id,
    provider: runProvider(stages),
    seed: String(seed),
    ...(players ? { players: JSON.stringify(players) } : {}),
    ...(budgetUsd === undefined ? {} : { budgetUsd: String(budgetUsd) }),
  });
  for (const limit of ['maxTurns', 'maxMinutes'] as const) {
    if (limits[limit] !== scenario.limits[limit]) choices.set(limit, String(limits[limit]));
  }
  return `/?${choices.toString()}`;
}

/** Of side a, which is never external. */
function runProvider({ a }: PerSide<SidePlayer>): Provider {
  const source = sourceOf(a);
  return source === 'external' ? 'rehearsal' : source;
}

/** Both sides as a rehearsal plays them: the provider says it all. */
function isPlain({ a, b }: PerSide<SidePlayer>): boolean {
  return [a, b].every(
    (player) =>
      player.kind === 'pipeline' &&
      [player.llm, player.stt, player.tts].every(({ provider }) => provider === 'rehearsal'),
  );
}

/** A player as a request names it, to the last option. @param name of an agent, in the transcript */
function exactly(player: SidePlayer, name: string): PlayerChoice {
  switch (player.kind) {
    case 'pipeline': {
      const { language: _persona, ...stt } = player.stt;
      return { kind: 'pipeline', llm: player.llm, stt, tts: player.tts };
    }
    case 'realtime': {
      const { kind, provider, baseUrl, model, voice } = player;
      return { kind, provider, model, voice, ...(baseUrl === undefined ? {} : { baseUrl }) };
    }
    case 'external': {
      const { kind, agentName, metadata } = player;
      return { kind, agentName, metadata, ...(name && name !== agentName ? { name } : {}) };
    }
    default:
      return assertNever(player);
  }
}

function differing(stages: PerSide<SidePlayer>, name: string) {
  const [a, b] = [briefly(stages.a, ''), briefly(stages.b, name)];
  const alike = JSON.stringify(a) === JSON.stringify(b) && a.kind === 'pipeline';
  return alike ? undefined : { a, b };
}

/** A player as somebody would choose it anew: the rest comes from the settings as they are now. */
function briefly(player: SidePlayer, name: string): PlayerChoice {
  if (player.kind !== 'pipeline') return exactly(player, name);
  const { provider, model } = player.llm;
  return provider === 'rehearsal'
    ? { kind: 'pipeline', provider }
    : { kind: 'pipeline', provider, llm: { model } };
}
