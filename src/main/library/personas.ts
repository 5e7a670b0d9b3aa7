import { personaSchema, type Persona } from '../../contract/persona.ts';
import { documentStore, type DocumentStore } from './document-store.ts';
import type { WriteHandle } from './handles.ts';

export type Personas = DocumentStore<Persona>;

export function personaStore(handle: WriteHandle, now: () => Date): Personas {
  const kind = {
    table: 'personas' as const,
    what: 'persona' as const,
    schema: personaSchema,
    nameOf: (persona: Persona) => persona.name,
  };
  return documentStore(kind, handle, now);
}
