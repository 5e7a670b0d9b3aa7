import { randomInt } from 'node:crypto';
import type { ConversationConfig } from '../../contract/conversation.ts';
import type { Persona } from '../../contract/persona.ts';
import type { Limits, Scenario } from '../../contract/scenario.ts';
import type { startConversationSchema } from '../../contract/studio-api.ts';
import { playersFor } from '../providers/players.ts';
import type { ProviderSources } from '../providers/sources.ts';
import { externalPersona } from './external-persona.ts';
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
  /** US dollars that a conversation may cost when its request says nothing. */
  budgetUsd?: number | undefined;
}

/**
 * Everything that a run depends on, from a valid request. Throws `not-found` for an unknown id, and what
 * `playersFor` throws.
 */
export function freezeConfig(request: Request, options: FreezeOptions): ConversationConfig {
  const { shelves, connection, appVersion } = options;
  const budgetUsd = request.budgetUsd ?? options.budgetUsd;
  const scenario =
    typeof request.scenario === 'string'
      ? shelves.scenarios.get(request.scenario)
      : request.scenario;
  const personas = {
    a: personaOf(request.personaA ?? scenario.personas.a, shelves),
    b: personaB(request, scenario, shelves),
  };
  return {
    scenario,
    personas,
    stages: playersFor({ ...options, provider: request.provider, sides: request.sides, personas }),
    seed: request.seed ?? randomInt(2 ** 32),
    limits: limitsOf(scenario, request.limits ?? {}),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    connection,
    appVersion,
  };
}

function personaOf(wanted: string | Persona, shelves: Shelves): Persona {
  return typeof wanted === 'string' ? shelves.personas.get(wanted) : wanted;
}

/** An agent of the user's own is who it is. */
function personaB({ sides, personaB: wanted }: Request, scenario: Scenario, shelves: Shelves) {
  if (sides?.b?.kind === 'external') return externalPersona(sides.b);
  return personaOf(wanted ?? scenario.personas.b, shelves);
}

/** The scenario's limits with those that the request sets. */
function limitsOf(scenario: Scenario, wanted: Partial<Limits>): Limits {
  return {
    maxTurns: wanted.maxTurns ?? scenario.limits.maxTurns,
    maxMinutes: wanted.maxMinutes ?? scenario.limits.maxMinutes,
    silenceSeconds: wanted.silenceSeconds ?? scenario.limits.silenceSeconds,
  };
}
