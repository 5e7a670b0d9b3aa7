import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  formatPersona,
  formatScenario,
  loadSamples,
  seedSamples,
} from '../../../src/main/library/index.ts';
import { openTemporary, persona, refusalOf, scenario, temporaryDirectory } from './helpers.ts';

const tom = persona({ id: 'tom-lindner', name: 'Tom Lindner' });
const samples = { personas: [persona(), tom], scenarios: [scenario()] };
const better = persona({ summary: 'Now with a summary.' });

describe('seeding', () => {
  test('a new library gets all samples, once', () => {
    const library = openTemporary();
    expect(seedSamples(library, samples)).toBe(3);
    expect(seedSamples(library, samples)).toBe(0);
    expect(library.personas.list()).toEqual(samples.personas);
    expect(library.scenarios.list()).toEqual(samples.scenarios);
  });

  test('what the user deleted stays deleted, also when a newer wording ships', () => {
    const library = openTemporary();
    seedSamples(library, samples);
    library.personas.delete('mara-vogel');
    expect(seedSamples(library, samples)).toBe(0);
    expect(seedSamples(library, { ...samples, personas: [better, tom] })).toBe(0);
    expect(library.personas.has('mara-vogel')).toBe(false);
  });

  test('what the user changed stays as it is', () => {
    const library = openTemporary();
    seedSamples(library, samples);
    const own = library.personas.save(persona({ goal: 'my own' }));
    expect(seedSamples(library, { ...samples, personas: [better, tom] })).toBe(0);
    expect(library.personas.get('mara-vogel')).toEqual(own);
  });

  test('an untouched sample follows a newer wording, and a new sample comes in', () => {
    const library = openTemporary();
    seedSamples(library, { ...samples, personas: [persona()] });
    expect(seedSamples(library, { ...samples, personas: [better, tom] })).toBe(2);
    expect(library.personas.get('mara-vogel')).toEqual(better);
  });

  test("a user's own document under a sample's id is not overwritten", () => {
    const library = openTemporary();
    const own = library.personas.save(persona({ goal: 'mine' }));
    seedSamples(library, samples);
    seedSamples(library, { ...samples, personas: [better, tom] });
    expect(library.personas.get('mara-vogel')).toEqual(own);
  });
});

describe('loading', () => {
  function resources(files: Record<string, string>): string {
    const directory = temporaryDirectory();
    for (const folder of ['personas', 'scenarios']) mkdirSync(join(directory, folder));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    return directory;
  }

  const whole = {
    'personas/mara-vogel.yaml': formatPersona(persona()),
    'personas/tom-lindner.json': JSON.stringify(tom),
    'scenarios/late-parcel.yaml': formatScenario(scenario()),
    'scenarios/notes.txt': 'not a sample',
  };

  test('reads the folders', () => {
    expect(loadSamples(resources(whole))).toEqual(samples);
  });

  test('a file whose name is not its id, or a persona that is missing, is named', () => {
    const misnamed = resources({ ...whole, 'personas/other.yaml': formatPersona(persona()) });
    expect(refusalOf(() => loadSamples(misnamed)).message).toContain('other.yaml');
    const lonely = resources({ 'scenarios/late-parcel.yaml': formatScenario(scenario()) });
    expect(refusalOf(() => loadSamples(lonely)).message).toContain('“mara-vogel”');
  });

  test('the samples that ship are whole', () => {
    const shipped = loadSamples(join(import.meta.dirname, '..', '..', '..', 'resources'));
    expect(shipped.personas.length).toBeGreaterThanOrEqual(6);
    expect(shipped.scenarios.length).toBeGreaterThanOrEqual(5);
  });
});
