import { randomInt } from 'node:crypto';
import type { ConversationConfig } from '../../contract/conversation.ts';
import type { Persona } from '../../contract/persona.ts';
import type { Limits, Scenario } from '../../contract/scenario.ts';
import type { PerSide } from '../../contract/side.ts';
import type { startConversationSchema } from '../../contract/studio-api.ts';
import type { ProviderSources } from '../providers/sources.ts';
import { stagesFor } from '../providers/stages.ts';
import type { z } from 'zod';

type Request = z.output<typeof startConversationSchema>;

/** Where ids of a request are looked up. Both throw `not-found`. */
export interface Shelves {
  personas: { get(id: string): Persona };
  scenarios: { get(id: string): Scenario };
}

export interface FreezeOptions extends ProviderSources {
  shelves: Shelves;
  connection: ConversationConfig['connection'];
  appVersion: string;
}

/**
 * Everything that a run depends on, from a valid request. Throws `not-found` for an unknown id and
 * `provider-unauthorized` for a missing key.
 */
export function freezeConfig(request: Request, options: FreezeOptions): ConversationConfig {
  const { shelves, connection, appVersion } = options;
  const scenario =
    typeof request.scenario === 'string'
      ? shelves.scenarios.get(request.scenario)
      : request.scenario;
  const personas = {
    a: personaOf(request.personaA ?? scenario.personas.a, shelves),
    b: personaOf(request.personaB ?? scenario.personas.b, shelves),
  };
  return {
    scenario,
    personas,
    stages: stagesOf(request, personas, options),
    seed: request.seed ?? randomInt(2 ** 32),
    limits: limitsOf(scenario, request.limits ?? {}),
    connection,
    appVersion,
  };
}

function personaOf(wanted: string | Persona, shelves: Shelves): Persona {
  return typeof wanted === 'string' ? shelves.personas.get(wanted) : wanted;
}

function stagesOf(
  { provider }: Request,
  personas: PerSide<Persona>,
  sources: ProviderSources,
): ConversationConfig['stages'] {
  return {
    a: stagesFor({ ...sources, provider, persona: personas.a, side: 'a' }),
    b: stagesFor({ ...sources, provider, persona: personas.b, side: 'b' }),
  };
}

/** The scenario's limits with those that the request sets. */
function limitsOf(scenario: Scenario, wanted: Partial<Limits>): Limits {
  return {
    maxTurns: wanted.maxTurns ?? scenario.limits.maxTurns,
    maxMinutes: wanted.maxMinutes ?? scenario.limits.maxMinutes,
    silenceSeconds: wanted.silenceSeconds ?? scenario.limits.silenceSeconds,
  };
}
