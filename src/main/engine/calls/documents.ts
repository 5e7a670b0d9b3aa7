import {
  documentKindSchema,
  documentRefSchema,
  documentVersionRefSchema,
  saveOptionsSchema,
  type DocumentCalls,
  type DocumentKind,
  type SaveOptions,
} from '../../../contract/document-api.ts';
import { parseInput } from '../../../contract/errors.ts';
import { personaSchema, type Persona } from '../../../contract/persona.ts';
import { scenarioSchema, type Scenario } from '../../../contract/scenario.ts';
import { checkedId, type StudioParts } from './parts.ts';

const WHAT = { persona: 'personas', scenario: 'scenarios' } as const;

/** Personas and scenarios, with their versions. */
export function documentCalls(
  parts: StudioParts,
): Pick<
  DocumentCalls,
  | 'listPersonas'
  | 'getPersona'
  | 'savePersona'
  | 'deletePersona'
  | 'listScenarios'
  | 'getScenario'
  | 'saveScenario'
  | 'deleteScenario'
  | 'describeDocuments'
  | 'restoreDocument'
  | 'listVersions'
  | 'getVersion'
> {
  const { personas, scenarios } = parts.library;
  const change = changer(parts);
  return {
    listPersonas: async () => personas.list(),
    getPersona: async (id) => personas.get(checkedId(id)),
    savePersona: async (persona, options) =>
      change.save('persona', parseInput(personaSchema, persona, 'The persona'), options),
    deletePersona: async (id) => change.delete('persona', checkedId(id)),
    listScenarios: async () => scenarios.list(),
    getScenario: async (id) => scenarios.get(checkedId(id)),
    saveScenario: async (scenario, options) =>
      change.save('scenario', parseInput(scenarioSchema, scenario, 'The scenario'), options),
    deleteScenario: async (id) => change.delete('scenario', checkedId(id)),
    ...versionCalls(parts, change),
  };
}

interface Changer {
  save<T extends Persona | Scenario>(kind: DocumentKind, document: T, options?: SaveOptions): T;
  delete(kind: DocumentKind, id: string): void;
  restore(kind: DocumentKind, id: string): void;
}

/** Changes documents and tells about it. */
function changer({ library, listeners }: StudioParts): Changer {
  const storeOf = (kind: DocumentKind) => library[WHAT[kind]];
  const tell = (kind: DocumentKind, id: string) =>
    listeners.push({ kind: 'changed', what: WHAT[kind], ids: [id] });
  return {
    save: <T extends Persona | Scenario>(
      kind: DocumentKind,
      document: T,
      options: unknown = {},
    ) => {
      const valid = parseInput(saveOptionsSchema, options, 'The options');
      const store = storeOf(kind);
      const before = store.digest(document.id);
      const stored = store.save(document as Persona & Scenario, valid);
      // An editor saves often; nobody need ask again for what stayed as it was.
      if (store.digest(document.id) !== before) tell(kind, document.id);
      return stored as T;
    },
    delete: (kind, id) => {
      storeOf(kind).delete(id);
      tell(kind, id);
    },
    restore: (kind, id) => {
      storeOf(kind).restore(id);
      tell(kind, id);
    },
  };
}

function versionCalls(
  { library }: StudioParts,
  change: Changer,
): Pick<DocumentCalls, 'describeDocuments' | 'restoreDocument' | 'listVersions' | 'getVersion'> {
  const storeOf = (kind: DocumentKind) => library[WHAT[kind]];
  return {
    describeDocuments: async (kind) =>
      storeOf(parseInput(documentKindSchema, kind, 'The kind')).facts(),
    restoreDocument: async (ref) => {
      const { kind, id } = parseInput(documentRefSchema, ref, 'The request');
      change.restore(kind, id);
    },
    listVersions: async (ref) => {
      const { kind, id } = parseInput(documentRefSchema, ref, 'The request');
      return storeOf(kind).versions(id);
    },
    getVersion: async (ref) => {
      const { kind, id, version } = parseInput(documentVersionRefSchema, ref, 'The request');
      return storeOf(kind).version(id, version);
    },
  };
}
