import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Persona } from '../../src/contract/persona.ts';
import type { Scenario } from '../../src/contract/scenario.ts';
import type { PerSide } from '../../src/contract/side.ts';
import { loadSamples } from '../../src/main/library/documents/load-samples.ts';
import { parsePersona, parseScenario } from '../../src/main/library/documents/parse.ts';

const root = path.join(import.meta.dirname, '../..');

/** A scenario of test/fixtures with its personas, which may be samples. */
export function fixtureCast(id: string): { scenario: Scenario; personas: PerSide<Persona> } {
  const scenario = parseScenario(read(`scenarios/${id}.yaml`), `${id}.yaml`);
  const samples = loadSamples(path.join(root, 'resources')).personas;
  const persona = (name: string) =>
    samples.find((sample) => sample.id === name) ??
    parsePersona(read(`personas/${name}.yaml`), `${name}.yaml`);
  const { a, b } = scenario.personas;
  return { scenario, personas: { a: persona(a), b: persona(b) } };
}

function read(file: string): string {
  return readFileSync(path.join(root, 'test/fixtures', file), 'utf8');
}
