import type { previewPromptSchema } from '../../contract/document-api.ts';
import { StudioError } from '../../contract/errors.ts';
import { personaSchema, type Persona } from '../../contract/persona.ts';
import { scenarioSchema, type Scenario } from '../../contract/scenario.ts';
import { otherSide } from '../../contract/side.ts';
import type { Shelves } from '../conversations/freeze.ts';
import type { PromptInput } from '../conversations/prompt.ts';
import type { z } from 'zod';

export type Unsaved = z.output<typeof previewPromptSchema>;

/** A call about nothing in particular, for a persona that is tried without a scenario. */
const PLAIN_CALL = scenarioSchema.parse({
  id: 'plain-call',
  title: 'A plain call',
  situation: 'You are both on the phone and have time to talk.',
  personas: { a: 'somebody', b: 'somebody' },
});

/** Who is on the other side when nobody is named. */
const SOMEBODY = personaSchema.parse({
  id: 'somebody',
  name: 'somebody',
  role: 'a person you have not met',
  instructions: 'You are somebody.',
});

/** What a prompt is made from, for a persona as it stands in the editor. Throws `not-found`. */
export function promptInputOf(unsaved: Unsaved, shelves: Shelves): PromptInput {
  const { persona, side } = unsaved;
  const scenario = scenarioOf(unsaved, shelves);
  const other = personaBeside(unsaved, scenario, shelves);
  const personas = side === 'a' ? { a: persona, b: other } : { a: other, b: persona };
  return { scenario, personas, side, limits: scenario.limits };
}

function scenarioOf({ scenario }: Unsaved, shelves: Shelves): Scenario {
  if (scenario === undefined) return PLAIN_CALL;
  return typeof scenario === 'string' ? shelves.scenarios.get(scenario) : scenario;
}

function personaBeside({ other, side }: Unsaved, scenario: Scenario, shelves: Shelves): Persona {
  if (other !== undefined) return shelves.personas.get(other);
  if (scenario === PLAIN_CALL) return SOMEBODY;
  try {
    return shelves.personas.get(scenario.personas[otherSide(side)]);
  } catch (thrown) {
    // The scenario's own suggestion may have been deleted.
    if (thrown instanceof StudioError && thrown.data.code === 'not-found') return SOMEBODY;
    throw thrown;
  }
}
