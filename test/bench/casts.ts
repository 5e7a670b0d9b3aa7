import path from 'node:path';
import type { Persona } from '../../src/contract/persona.ts';
import type { Scenario } from '../../src/contract/scenario.ts';
import type { PerSide } from '../../src/contract/side.ts';
import { loadSamples } from '../../src/main/library/documents/load-samples.ts';
import { fixtureCast } from '../support/fixture-cast.ts';

/** A scenario with its two personas. */
export interface Cast {
  scenario: Scenario;
  personas: PerSide<Persona>;
}

export function sampleCast(id: string): Cast {
  const { scenarios, personas } = loadSamples(path.join(import.meta.dirname, '../../resources'));
  const scenario = known(scenarios, id);
  const { a, b } = scenario.personas;
  return { scenario, personas: { a: known(personas, a), b: known(personas, b) } };
}

/** A side that always interrupts, and one that talks at length. */
export function bargeInCast(): Cast {
  return fixtureCast('barge-in');
}

function known<T extends { id: string }>(all: T[], id: string): T {
  const found = all.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`there is no sample "${id}"`);
  return found;
}
