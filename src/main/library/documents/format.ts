import { stringify } from 'yaml';
import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';

function formatYaml(document: Persona | Scenario): string {
  return stringify(document, { lineWidth: 100, aliasDuplicateObjects: false });
}

/** A persona as YAML that `parsePersona` reads without loss. */
export function formatPersona(persona: Persona): string {
  return formatYaml(persona);
}

/** A scenario as YAML that `parseScenario` reads without loss. */
export function formatScenario(scenario: Scenario): string {
  return formatYaml(scenario);
}
