import type { Persona } from '../../../../contract/persona.ts';
import type { Scenario } from '../../../../contract/scenario.ts';
import type { Documents } from '../ports.ts';
import { personaRow, scenarioRow } from '../render/documents.ts';
import type { Shelf } from './documents.ts';

export function personaShelf(documents: Documents): Shelf<Persona> {
  return {
    plural: 'personas',
    singular: 'persona',
    example: 'maya-ortiz',
    list: ({ studio }) => studio.listPersonas(),
    get: ({ studio }, id) => studio.getPersona(id),
    save: ({ studio }, persona) => studio.savePersona(persona),
    remove: ({ studio }, id) => studio.deletePersona(id),
    read: (path) => documents.readPersona(path),
    format: (persona) => documents.formatPersona(persona),
    row: personaRow,
  };
}

export function scenarioShelf(documents: Documents): Shelf<Scenario> {
  return {
    plural: 'scenarios',
    singular: 'scenario',
    example: 'late-parcel',
    list: ({ studio }) => studio.listScenarios(),
    get: ({ studio }, id) => studio.getScenario(id),
    save: ({ studio }, scenario) => studio.saveScenario(scenario),
    remove: ({ studio }, id) => studio.deleteScenario(id),
    read: (path) => documents.readScenario(path),
    format: (scenario) => documents.formatScenario(scenario),
    row: scenarioRow,
  };
}
