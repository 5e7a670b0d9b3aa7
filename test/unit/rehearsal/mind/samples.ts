import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { personaSchema, type Persona } from '../../../../src/contract/persona.ts';
import { scenarioSchema, type Scenario } from '../../../../src/contract/scenario.ts';

const ROOT = join(import.meta.dirname, '../../../..');
export const RESOURCES = join(ROOT, 'resources');
export const FIXTURES = join(ROOT, 'test/fixtures');

export interface Sample<T> {
  file: string;
  value: T;
}

/** Every YAML file of a folder, parsed by its schema; throws with the file's name. */
function readAll<T>(directory: string, parseValue: (value: unknown) => T): Sample<T>[] {
  const files = readdirSync(directory).filter((name) => name.endsWith('.yaml'));
  return files.map((file) => {
    try {
      return { file, value: parseValue(parse(readFileSync(join(directory, file), 'utf8'))) };
    } catch (error) {
      throw new Error(`${file} is not valid`, { cause: error });
    }
  });
}

export function readPersonas(root: string): Sample<Persona>[] {
  return readAll(join(root, 'personas'), (value) => personaSchema.parse(value));
}

export function readScenarios(root: string): Sample<Scenario>[] {
  return readAll(join(root, 'scenarios'), (value) => scenarioSchema.parse(value));
}

export const PERSONAS = [...readPersonas(RESOURCES), ...readPersonas(FIXTURES)];
export const SCENARIOS = readScenarios(RESOURCES).map(({ value }) => value);
export const TEST_SCENARIOS = readScenarios(FIXTURES).map(({ value }) => value);

/** Throws when there is no persona of that id. */
export function personaOf(id: string): Persona {
  const found = PERSONAS.find(({ value }) => value.id === id);
  if (found === undefined) throw new Error(`no persona ${id}`);
  return found.value;
}

/** The scenario's own personas. */
export function castOf(scenario: Scenario): { a: Persona; b: Persona } {
  return { a: personaOf(scenario.personas.a), b: personaOf(scenario.personas.b) };
}

export function scenarioOf(id: string): Scenario {
  const found = [...SCENARIOS, ...TEST_SCENARIOS].find((scenario) => scenario.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return found;
}
