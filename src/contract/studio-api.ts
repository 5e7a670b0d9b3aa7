import { z } from 'zod';
import type { Conversation } from './conversation.ts';
import type { DocumentCalls } from './document-api.ts';
import type { ExportCalls } from './export-api.ts';
import type { ImportCalls, UploadCalls } from './import-api.ts';
import type { LibraryCalls } from './library-api.ts';
import type { LiveConversation, MonitorTicket } from './live.ts';
import { personaSchema } from './persona.ts';
import { playerChoiceSchema, providerSchema } from './provider.ts';
import { changedLimitsSchema, scenarioSchema } from './scenario.ts';
import type { SettingsCalls } from './settings.ts';
import type { StudioEvent, SystemPart } from './studio-events.ts';
import type { Estimate } from './usage.ts';

const idOr = <S extends z.ZodType>(schema: S) => z.union([z.string().min(1).max(200), schema]);

export const startConversationSchema = z.strictObject({
  /** A scenario id of the library, or a whole scenario. */
  scenario: idOr(scenarioSchema),
  /** Without it: the persona that the scenario names. */
  personaA: idOr(personaSchema).optional(),
  personaB: idOr(personaSchema).optional(),
  /** Of every side and stage that `sides` says nothing else about. */
  provider: providerSchema.default('rehearsal'),
  /** What plays each side, where it isn't the plain pipeline of `provider`. Only side b can be external. */
  sides: z
    .strictObject({ a: playerChoiceSchema.optional(), b: playerChoiceSchema.optional() })
    .optional(),
  /**
   * US dollars that this conversation may cost. `invalid-input` when a model's price isn't known. Without
   * it: what the settings say.
   */
  budgetUsd: z.number().positive().max(100_000).optional(),
  /** Without it: a random one, kept in the configuration. */
  seed: z.number().int().min(0).max(0xffff_ffff).optional(),
  limits: changedLimitsSchema.optional(),
  /** Whether every stage is asked for something tiny before it starts. Without it: what the settings say. */
  preflight: z.boolean().optional(),
});
export type StartConversation = z.input<typeof startConversationSchema>;

export const estimateRunSchema = z.strictObject({
  request: startConversationSchema,
  /** How many conversations. */
  count: z.number().int().min(1).max(10_000).default(1),
});
export type EstimateRun = z.input<typeof estimateRunSchema>;

/** One part that `doctor` looked at. */
export interface Check {
  name: string;
  verdict: 'ok' | 'attention' | 'fault';
  /** What was found. */
  note: string;
  /** What to do, when it is not ok. */
  remedy?: string;
}

/** Conversations while they run. */
export interface ConversationCalls {
  /** Starts a run and resolves with its id as soon as its row is written; the rest comes as events. */
  startConversation(request: StartConversation): Promise<{ id: string }>;
  /** What it would cost. Rejects as `startConversation` for what can't start. */
  estimateRun(request: EstimateRun): Promise<Estimate>;
  /** Ends a run now; resolves when audio and transcript are final. */
  stopConversation(id: string): Promise<Conversation>;
  /** Asks both sides to come to an end: they say goodbye within a few turns. Resolves when they were told. */
  letFinish(id: string): Promise<void>;
  /** Resolves with the final conversation once the run has ended. */
  waitForConversation(id: string): Promise<Conversation>;
  /** Those that run, and those that ended since this host started (at most 20), the newest first. */
  listLive(): Promise<LiveConversation[]>;
  /** `not-found` when it is none of `listLive`. */
  getLive(id: string): Promise<LiveConversation>;
  /** For the audio monitor. `conflict` when there is nothing to listen to (yet). */
  getMonitorTicket(id: string): Promise<MonitorTicket>;
}

/** Sizes for the navigation. */
export interface Overview {
  /** Without those of the trash. */
  conversations: number;
  trash: number;
  running: number;
  personas: number;
  scenarios: number;
  /** True until the first conversation was started in this library. */
  firstLaunch: boolean;
}

export interface SystemCalls {
  getOverview(): Promise<Overview>;
  /** How the parts of the engine stand; changes come as `system` events. */
  getSystem(): Promise<SystemPart[]>;
  doctor(): Promise<Check[]>;
}

/** Everything a front door (window, browser tab, terminal) can ask of the engine. */
export interface StudioApi
  extends
    ConversationCalls,
    LibraryCalls,
    DocumentCalls,
    ExportCalls,
    ImportCalls,
    UploadCalls,
    SettingsCalls,
    SystemCalls {
  subscribe(listener: (event: StudioEvent) => void): () => void;
  /** Ends runs (finalised), children, servers and the library. Idempotent. */
  close(): Promise<void>;
}
