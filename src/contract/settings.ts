import { z } from 'zod';
import type { Voice } from './document-api.ts';
import { egressSettingsSchema } from './egress-settings.ts';
import type { ErrorData } from './errors.ts';
import { originOf } from './key-ring.ts';
import { slugSchema } from './persona.ts';
import {
  baseUrlSchema,
  llmOptionsSchema,
  providerSchema,
  sttOptionsSchema,
  ttsOptionsSchema,
  type Provider,
} from './provider.ts';
import type { SecretName, SecretProtection, SecretStatus, SetSecret } from './secrets.ts';
import { priceTableSchema, type PriceTable } from './usage.ts';

/** Where one stage comes from when a run asks for its provider; what isn't set is the provider's usual. */
const stage = {
  /** Without it: what the environment says, else the provider's own. */
  baseUrl: baseUrlSchema.optional(),
  model: z.string().trim().min(1).max(200).optional(),
};
const voice = z.string().trim().min(1).max(200).optional();

/** `rehearsal` needs none of this. Voices of personas come before the ones here. */
export const providerSettingsSchema = z.strictObject({
  llm: z.strictObject({ ...stage, ...llmOptionsSchema.shape }).default({}),
  stt: z.strictObject({ ...stage, ...sttOptionsSchema.shape }).default({}),
  tts: z.strictObject({ ...stage, ...ttsOptionsSchema.shape, voice }).default({}),
  /** Of the speech-to-speech model. */
  realtime: z.strictObject({ ...stage, voice, transcriptionModel: stage.model }).default({}),
});
export type ProviderSettings = z.infer<typeof providerSettingsSchema>;

export const stageNameSchema = z.enum(['llm', 'stt', 'tts']);
export type StageName = z.infer<typeof stageNameSchema>;
/** A stage, or the speech-to-speech model in place of all three. */
export const modelKindSchema = z.enum([...stageNameSchema.options, 'realtime']);
export type ModelKind = z.infer<typeof modelKindSchema>;

const unset: ProviderSettings = { llm: {}, stt: {}, tts: {}, realtime: {} };

/** A LiveKit of the user's: LiveKit Cloud, or a self-hosted one. Its key and secret are secrets. */
export const namedConnectionSchema = z.strictObject({
  id: slugSchema,
  name: z.string().trim().min(1).max(80),
  /** ws:// or wss:// (http:// and https:// are taken too). */
  url: z
    .url({ protocol: /^(wss?|https?)$/ })
    .max(500)
    .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), {
      error: 'An address holds no name and password: keys have a place of their own.',
    }),
});
export type NamedConnection = z.infer<typeof namedConnectionSchema>;

/** The connection that LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET (or `.env.local`) describe. */
export const ENVIRONMENT_CONNECTION = 'environment';

/** What the user set, without secrets. What isn't set comes from the environment, else from defaults. */
export const settingsSchema = z.strictObject({
  /** Connections by name; ids are unique, and none is ENVIRONMENT_CONNECTION. */
  connections: z.array(namedConnectionSchema).max(50).default([]),
  /** Which of them holds. */
  connection: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('local') }),
      z.strictObject({
        kind: z.literal('remote'),
        /** Of `connections`, or ENVIRONMENT_CONNECTION. */
        id: slugSchema,
      }),
    ])
    .optional(),
  /** What LiveKit's egress service is asked to record as well. */
  egress: egressSettingsSchema.default({ kind: 'off' }),
  /** Which provider the Run page offers first. */
  provider: providerSchema.optional(),
  openai: providerSettingsSchema.default(unset),
  compatible: providerSettingsSchema.default(unset),
  /** Whether every stage is asked for something tiny before a run. */
  preflight: z.boolean().default(true),
  /** Prices that come before the built-in ones; null: the built-in ones alone. */
  prices: priceTableSchema.nullable().default(null),
  /** US dollars that a conversation may cost, when its run says nothing else. */
  budgetUsd: z.number().positive().max(100_000).optional(),
  /** How long things lie in the trash, days; 0: for ever. */
  trashDays: z.number().int().min(0).max(3650).default(30),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The origins of the OpenAI-compatible servers that are set, each once. */
export function serverOrigins({ compatible }: Pick<Settings, 'compatible'>): string[] {
  return originsIn(compatible);
}

/** The origins of the servers that are set in OpenAI's place, each once. */
export function openaiOrigins({ openai }: Pick<Settings, 'openai'>): string[] {
  return originsIn(openai);
}

function originsIn(set: ProviderSettings): string[] {
  const urls = modelKindSchema.options.map((kind) => set[kind].baseUrl);
  return [...new Set(urls.flatMap((url) => (url ? [originOf(url)] : [])))];
}

/** A provider's server with its usual address and models, to choose from. */
export interface Preset {
  id: string;
  label: string;
  /** One line of help. */
  hint: string;
  /** May hold a place to fill in, as `https://YOUR-RESOURCE.openai.azure.com/openai/v1`. */
  baseUrl: string;
  /** What it can serve, with a usual model. */
  models: Partial<Record<ModelKind, string>>;
  /** A usual voice, where it speaks. */
  voice?: string;
  needsKey: boolean;
}

/** Everything the settings page shows at first. */
export interface SettingsView {
  settings: Settings;
  /** What holds now, the environment included. */
  effective: {
    connection: { kind: 'local' | 'remote'; id?: string; name?: string; url?: string };
    provider: Provider;
    /** The built-in prices with the user's own over them. */
    prices: PriceTable;
  };
  /** What LIVEKIT_URL and its keys describe; null: the environment has no address. */
  environmentConnection: { url: string; hasKeys: boolean } | null;
  /** OPENAI_BASE_URL and LLM_MODEL: they hold where the settings say nothing. */
  environmentServer?: {
    baseUrl?: string;
    model?: string;
    /** The address stands in `.env.local` only: keys that are kept aren't shown to it. */
    ofFile?: true;
  };
  /** Sole secrets, and those of the connections and servers that are set. */
  secrets: SecretStatus[];
  protection: SecretProtection;
  presets: Preset[];
  /** What the user should know: settings or keys that could not be read. */
  notices: ErrorData[];
  dataDirectory: string;
}

export const testConnectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('local') }),
  /** A named one by its id, or ENVIRONMENT_CONNECTION; the keys are those that are stored. */
  z.strictObject({
    kind: z.literal('remote'),
    id: slugSchema,
    /** As it stands in the form. Without it: as it is stored. */
    url: z.string().max(500).optional(),
  }),
]);
export type TestConnection = z.infer<typeof testConnectionSchema>;

export const testStageSchema = z.strictObject({
  stage: modelKindSchema,
  provider: providerSchema,
  /** As they stand in the form. Without them: as they are set. */
  baseUrl: baseUrlSchema.optional(),
  model: z.string().trim().min(1).max(200).optional(),
  voice: z.string().trim().min(1).max(200).optional(),
  mode: sttOptionsSchema.shape.mode,
  /** Options as they stand in the form, of stages that have them. Without them: none. */
  temperature: llmOptionsSchema.shape.temperature,
  reasoningEffort: llmOptionsSchema.shape.reasoningEffort,
  format: ttsOptionsSchema.shape.format,
  transcriptionModel: z.string().trim().min(1).max(200).optional(),
});
export type TestStage = z.infer<typeof testStageSchema>;

export const listModelsSchema = z.strictObject({
  provider: providerSchema,
  stage: modelKindSchema,
  /** As it stands in the form. Without it: as it is set. */
  baseUrl: baseUrlSchema.optional(),
});
export type ListModels = z.infer<typeof listModelsSchema>;

/** Models (and voices, of what speaks) to choose from. Others may be named all the same. */
export interface ModelList {
  models: string[];
  voices: Voice[];
  /** `endpoint`: the server told; `table`: from our own table of `asOf`, because it doesn't tell. */
  source: 'endpoint' | 'table';
  /** ISO 8601 date, of a table. */
  asOf?: string;
  /** Why the server didn't tell, when it should have. */
  notice?: ErrorData;
}

export const readEnvFileSchema = z.strictObject({
  /** What a connection that is made of it is called. */
  name: namedConnectionSchema.shape.name,
  text: z.string().max(100_000),
});
export type ReadEnvFile = z.infer<typeof readEnvFileSchema>;

/** What an `.env.local` holds; the keys themselves stay with the host. */
export interface EnvFile {
  /** LIVEKIT_URL */
  url: string | null;
  hasKeys: boolean;
  /** LIVEKIT_… complete, and taken over as this named connection. */
  connectionId: string | null;
  /** OPENAI_API_KEY was found and taken over. */
  tookOpenaiKey: boolean;
  /** LLM_MODEL */
  model: string | null;
}

/** What a test button found. */
export interface Verdict {
  ok: boolean;
  /** One sentence: "answered in 412 ms, model gpt-4.1-mini". */
  note: string;
  remedy?: string;
  tookMs: number;
}

/** Bytes by what they are used for. */
export interface DataUsage {
  directory: string;
  recordings: number;
  library: number;
  backups: number;
  logs: number;
  /** Part of `recordings` that lies in the trash. */
  trash: number;
  /** Free on that disk. */
  free: number;
}

export interface SettingsCalls {
  getSettings(): Promise<SettingsView>;
  /**
   * Replaces all settings. A change of the connection while a conversation runs is a `conflict`.
   *
   * @param base what they were made of: only what differs from it is changed, so that two pages don't take
   *   back each other's changes
   */
  saveSettings(settings: Settings, base?: Settings): Promise<SettingsView>;
  setSecret(request: SetSecret): Promise<SettingsView>;
  clearSecret(name: SecretName): Promise<SettingsView>;
  /** A real request; the keys are those that are stored. */
  testConnection(request: TestConnection): Promise<Verdict>;
  testStage(request: TestStage): Promise<Verdict>;
  /** What a server offers for a stage. */
  listModels(request: ListModels): Promise<ModelList>;
  /**
   * Takes over the text of an `.env.local`: a named connection (an existing one of the same address gets
   * the keys) and the OpenAI key. Rejects with `invalid-input` when nothing that is known stands in it.
   */
  readEnvFile(request: ReadEnvFile): Promise<EnvFile & { view: SettingsView }>;
  /** Whether egress would be accepted as it is set: the request, the storage, the service. */
  testEgress(): Promise<Verdict>;
  getDataUsage(): Promise<DataUsage>;
  /** The newest lines of the log, oldest first, as text; without secrets, prompts and transcripts. */
  readLog(): Promise<string>;
  /** A report for a bug: versions, doctor, settings, log; without secrets, prompts and transcripts. */
  getReport(): Promise<string>;
}
