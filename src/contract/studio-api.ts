import { z } from 'zod';
import type { Conversation, ConversationSummary } from './conversation.ts';
import type { Persona } from './persona.ts';
import { providerSchema } from './provider.ts';
import { changedLimitsSchema, scenarioSchema, type Scenario } from './scenario.ts';
import type { StudioEvent } from './studio-events.ts';
import { personaSchema } from './persona.ts';

const idOr = <S extends z.ZodType>(schema: S) => z.union([z.string().min(1).max(200), schema]);

export const startConversationSchema = z.strictObject({
  /** A scenario id of the library, or a whole scenario. */
  scenario: idOr(scenarioSchema),
  /** Without it: the persona that the scenario names. */
  personaA: idOr(personaSchema).optional(),
  personaB: idOr(personaSchema).optional(),
  provider: providerSchema.default('rehearsal'),
  /** Without it: a random one, kept in the configuration. */
  seed: z.number().int().min(0).max(0xffff_ffff).optional(),
  limits: changedLimitsSchema.optional(),
});
export type StartConversation = z.input<typeof startConversationSchema>;

export const listConversationsSchema = z.strictObject({
  limit: z.number().int().min(1).max(1000).default(50),
  offset: z.number().int().min(0).default(0),
});
export type ListConversations = z.input<typeof listConversationsSchema>;

export const searchSchema = z.strictObject({
  query: z.string().max(500),
  limit: z.number().int().min(1).max(200).default(50),
});
export type Search = z.input<typeof searchSchema>;

/** One turn that matches a search. */
export interface SearchHit {
  conversationId: string;
  title: string;
  turnId: string;
  speaker: string;
  startMs: number;
  /** The words around the match; the match stands between U+0002 and U+0003. */
  snippet: string;
}

/** One part that `doctor` looked at. */
export interface Check {
  name: string;
  verdict: 'ok' | 'attention' | 'fault';
  /** What was found. */
  note: string;
  /** What to do, when it is not ok. */
  remedy?: string;
}

/** Everything a front door (window, browser tab, terminal) can ask of the engine. */
export interface StudioApi {
  /** Starts a run and resolves with its id as soon as its row is written; the rest comes as events. */
  startConversation(request: StartConversation): Promise<{ id: string }>;
  /** Ends a run now; resolves when audio and transcript are final. */
  stopConversation(id: string): Promise<Conversation>;
  /** Resolves with the final conversation once the run has ended. */
  waitForConversation(id: string): Promise<Conversation>;
  getConversation(id: string): Promise<Conversation>;
  listConversations(
    request?: ListConversations,
  ): Promise<{ total: number; items: ConversationSummary[] }>;
  searchTurns(request: Search): Promise<SearchHit[]>;
  /** Deletes the conversation and its recordings. A running one is a `conflict`. */
  deleteConversation(id: string): Promise<void>;

  listPersonas(): Promise<Persona[]>;
  getPersona(id: string): Promise<Persona>;
  /** Creates or replaces. */
  savePersona(persona: Persona): Promise<Persona>;
  deletePersona(id: string): Promise<void>;

  listScenarios(): Promise<Scenario[]>;
  getScenario(id: string): Promise<Scenario>;
  saveScenario(scenario: Scenario): Promise<Scenario>;
  deleteScenario(id: string): Promise<void>;

  doctor(): Promise<Check[]>;
  subscribe(listener: (event: StudioEvent) => void): () => void;
  /** Ends runs (finalised), children, servers and the library. Idempotent. */
  close(): Promise<void>;
}
