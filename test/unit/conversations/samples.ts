import type { ConversationConfig } from '../../../src/contract/conversation.ts';
import { personaSchema, type Persona } from '../../../src/contract/persona.ts';
import { scenarioSchema, type Scenario } from '../../../src/contract/scenario.ts';
import { stagesFor } from '../../../src/main/providers/stages.ts';

export function persona(id: string, name: string, more: object = {}): Persona {
  return personaSchema.parse({
    id,
    name,
    role: 'tester',
    instructions: `You are ${name}.`,
    ...more,
  });
}

export function scenario(more: object = {}): Scenario {
  return scenarioSchema.parse({
    id: 'late-parcel',
    title: 'Late parcel',
    situation: 'A parcel is late.',
    personas: { a: 'ann', b: 'ben' },
    ...more,
  });
}

export function config(limits: Partial<ConversationConfig['limits']> = {}): ConversationConfig {
  const personas = { a: persona('ann', 'Ann'), b: persona('ben', 'Ben') };
  const provider = 'rehearsal';
  return {
    scenario: scenario(),
    personas,
    stages: {
      a: stagesFor({ provider, persona: personas.a, side: 'a', env: {} }),
      b: stagesFor({ provider, persona: personas.b, side: 'b', env: {} }),
    },
    seed: 7,
    limits: { maxTurns: 60, maxMinutes: 10, silenceSeconds: 20, ...limits },
    connection: { kind: 'local' },
    appVersion: '0.0.0',
  };
}
