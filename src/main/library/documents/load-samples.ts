import { readdirSync } from 'node:fs';
import { extname, join, parse } from 'node:path';
import type { SampleSet } from '../samples.ts';
import { parsePersona, parseScenario, refusal } from './parse.ts';
import { readText } from './read-document.ts';

const EXTENSIONS = new Set(['.yaml', '.yml', '.json']);

function loadFolder<T extends { id: string }>(
  folder: string,
  parseFile: (text: string, name: string) => T,
): T[] {
  const names = readdirSync(folder)
    .filter((name) => EXTENSIONS.has(extname(name)))
    .sort();
  return names.map((name) => {
    const path = join(folder, name);
    const document = parseFile(readText(path), path);
    if (document.id === parse(name).name) return document;
    throw refusal(path, `its id “${document.id}” must be the file's name`);
  });
}

/** Every scenario's personas must be among the samples. */
function checkReferences({ personas, scenarios }: SampleSet, directory: string): void {
  const ids = new Set(personas.map(({ id }) => id));
  for (const scenario of scenarios) {
    const lacking = Object.values(scenario.personas).find((id) => !ids.has(id));
    if (lacking === undefined) continue;
    throw refusal(join(directory, 'scenarios', scenario.id), `there is no persona “${lacking}”`);
  }
}

/** The samples in `personas/` and `scenarios/` of the resources directory. Throws `invalid-input`. */
export function loadSamples(resourcesDirectory: string): SampleSet {
  const samples = {
    personas: loadFolder(join(resourcesDirectory, 'personas'), parsePersona),
    scenarios: loadFolder(join(resourcesDirectory, 'scenarios'), parseScenario),
  };
  checkReferences(samples, resourcesDirectory);
  return samples;
}
