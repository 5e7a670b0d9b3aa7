import { scenarioSchema, type Scenario } from '../../contract/scenario.ts';
import { documentStore, type DocumentStore } from './document-store.ts';
import type { WriteHandle } from './handles.ts';

export type Scenarios = DocumentStore<Scenario>;

export function scenarioStore(handle: WriteHandle, now: () => Date): Scenarios {
  const kind = {
    table: 'scenarios' as const,
    what: 'scenario' as const,
    schema: scenarioSchema,
    nameOf: (scenario: Scenario) => scenario.title,
  };
  return documentStore(kind, handle, now);
}
