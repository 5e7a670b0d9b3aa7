import type { Persona } from '../../../contract/persona.ts';

/** The name of a persona; its id when there is none of that id. */
export function nameOf(id: string, personas: readonly Persona[]): string {
  return personas.find((persona) => persona.id === id)?.name ?? id;
}
