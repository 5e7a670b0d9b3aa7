import { z } from 'zod';
import { personaSchema, type Persona } from './persona.ts';
import { providerSchema, type Provider } from './provider.ts';
import { scenarioSchema, type Scenario } from './scenario.ts';
import { sideSchema } from './side.ts';

/** Personas and scenarios are documents: versioned, imported and exported alike. */
export const documentKindSchema = z.enum(['persona', 'scenario']);
export type DocumentKind = z.infer<typeof documentKindSchema>;

export const documentRefSchema = z.strictObject({
  kind: documentKindSchema,
  id: z.string().min(1).max(200),
});
export type DocumentRef = z.infer<typeof documentRefSchema>;

export const documentVersionRefSchema = documentRefSchema.extend({
  version: z.number().int().min(1),
});
export type DocumentVersionRef = z.infer<typeof documentVersionRefSchema>;

/** One stored version; the newest is what stands now. */
export interface DocumentVersion {
  /** 1-based, rising. */
  version: number;
  /** ISO 8601, UTC. */
  savedAt: string;
  /** The name or title that it had. */
  name: string;
}

/** What a list shows of a document beside its text. */
export interface DocumentFacts {
  id: string;
  version: number;
  /** ISO 8601, UTC. */
  updatedAt: string;
  /** Conversations of the library (not of the trash) that it took part in. */
  conversations: number;
}

export const saveOptionsSchema = z.strictObject({
  /**
   * One sitting of an editor. A save replaces the newest version when that came from the same sitting;
   * without it every change is a version of its own.
   */
  sitting: z.string().min(1).max(100).optional(),
});
export type SaveOptions = z.infer<typeof saveOptionsSchema>;

export const parseDocumentSchema = z.strictObject({
  kind: documentKindSchema,
  /** YAML or JSON. */
  text: z.string().max(1_000_000),
  /** For messages. */
  fileName: z.string().max(300).default('the file'),
});
export type ParseDocument = z.input<typeof parseDocumentSchema>;

export const formatDocumentSchema = documentRefSchema.extend({ format: z.enum(['yaml', 'json']) });
export type FormatDocument = z.infer<typeof formatDocumentSchema>;

const unsaved = {
  /** As it stands in the editor, saved or not. */
  persona: personaSchema,
  side: sideSchema,
  /** Without it: a plain call without a scenario. */
  scenario: z.union([z.string().min(1).max(200), scenarioSchema]).optional(),
  /** Id of the persona on the other side. */
  other: z.string().min(1).max(200).optional(),
};

export const previewPromptSchema = z.strictObject(unsaved);
export type PreviewPrompt = z.infer<typeof previewPromptSchema>;

/** Exactly what the model of a side gets before the first word. */
export interface PromptPreview {
  instructions: string;
  /** Tools that the model may call, by name, with what it's told about them. */
  tools: { name: string; description: string }[];
}

export const tryTextSchema = z.strictObject({
  ...unsaved,
  provider: providerSchema.default('rehearsal'),
  /** What was said so far, oldest first; empty: the persona begins. */
  messages: z
    .array(z.strictObject({ from: z.enum(['you', 'persona']), text: z.string().max(4000) }))
    .max(200),
});
export type TryText = z.input<typeof tryTextSchema>;

export const previewVoiceSchema = z.strictObject({
  provider: providerSchema.default('rehearsal'),
  voice: z.string().min(1).max(200),
  /** Without it: a sentence that suits the language. */
  text: z.string().trim().min(1).max(300).optional(),
  language: z.string().min(2).max(20).default('en'),
});
export type PreviewVoice = z.input<typeof previewVoiceSchema>;

/** A short sound, ready for a data: or blob: URL. */
export interface Sound {
  mimeType: string;
  base64: string;
}

export interface Voice {
  id: string;
  label: string;
  /** A few words: "low, calm, British". */
  description: string;
}

/** What the persona and scenario pages ask. */
export interface DocumentCalls {
  listPersonas(): Promise<Persona[]>;
  getPersona(id: string): Promise<Persona>;
  /** Creates or replaces. */
  savePersona(persona: Persona, options?: SaveOptions): Promise<Persona>;
  /** It can be had back by `restoreDocument`, with its versions. */
  deletePersona(id: string): Promise<void>;

  listScenarios(): Promise<Scenario[]>;
  getScenario(id: string): Promise<Scenario>;
  saveScenario(scenario: Scenario, options?: SaveOptions): Promise<Scenario>;
  deleteScenario(id: string): Promise<void>;

  /** Facts about all documents of a kind. */
  describeDocuments(kind: DocumentKind): Promise<DocumentFacts[]>;
  /** Undoes the deletion. `not-found` when it isn't deleted, `conflict` when the id is taken again. */
  restoreDocument(ref: DocumentRef): Promise<void>;
  /** The newest first. */
  listVersions(ref: DocumentRef): Promise<DocumentVersion[]>;
  /** A version's text, of the kind that was asked for. Saving it restores it. */
  getVersion(ref: DocumentVersionRef): Promise<Persona | Scenario>;
  /** Reads YAML or JSON; stores nothing. */
  parseDocument(request: ParseDocument): Promise<Persona | Scenario>;
  formatDocument(request: FormatDocument): Promise<{ fileName: string; text: string }>;

  listVoices(provider: Provider): Promise<Voice[]>;
  previewVoice(request: PreviewVoice): Promise<Sound>;
  previewPrompt(request: PreviewPrompt): Promise<PromptPreview>;
  /** The persona's next line in writing. */
  tryText(request: TryText): Promise<{ text: string; hangUp: boolean }>;
}
