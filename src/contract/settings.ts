import { z } from 'zod';
import { egressSettingsSchema } from './egress-settings.ts';
import type { ErrorData } from './errors.ts';

/** Addresses stand in configurations, exports and messages, so no secret may stand in them. */
const address = (protocol: RegExp) =>
  z
    .url({ protocol })
    .max(500)
    .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), {
      error: 'An address holds no name and password: keys have a place of their own.',
    });
const baseUrl = address(/^https?$/);

/** Where one stage comes from when a run asks for its provider. */
export const stageSettingsSchema = z.strictObject({
  /** Without it: what the provider's preset says. */
  baseUrl: baseUrl.optional(),
  model: z.string().trim().min(1).max(200).optional(),
});
export type StageSettings = z.infer<typeof stageSettingsSchema>;

export const stageNameSchema = z.enum(['llm', 'stt', 'tts']);
export type StageName = z.infer<typeof stageNameSchema>;

const stages = z.strictObject({
  llm: stageSettingsSchema.default({}),
  stt: stageSettingsSchema.default({}),
  tts: stageSettingsSchema.default({}),
});
const noStages = { llm: {}, stt: {}, tts: {} };

/** What the user set, without secrets. What isn't set comes from the environment, else from defaults. */
export const settingsSchema = z.strictObject({
  connection: z
    .strictObject({
      kind: z.enum(['local', 'remote']),
      /** ws:// or wss://, of a remote one. */
      url: address(/^(wss?|https?)$/).optional(),
    })
    .optional(),
  /** What LiveKit's egress service is asked to record as well. */
  egress: egressSettingsSchema.default({ kind: 'off' }),
  /** Which provider the Run page offers first. */
  provider: z.enum(['rehearsal', 'openai', 'openai-compatible']).optional(),
  openai: stages.default(noStages),
  compatible: stages.default(noStages),
  /** How long things lie in the trash, days; 0: for ever. */
  trashDays: z.number().int().min(0).max(3650).default(30),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A provider's server with its usual address and models, to choose from. */
export interface Preset {
  id: string;
  label: string;
  /** One line of help. */
  hint: string;
  baseUrl: string;
  /** Which stages it can serve, with a usual model (and voice). */
  models: Partial<Record<StageName, string>>;
  needsKey: boolean;
}

/** Secrets are written, never read back. */
export const secretNameSchema = z.enum([
  'openai-api-key',
  'compatible-api-key',
  'livekit-api-key',
  'livekit-api-secret',
  'egress-s3-access-key',
  'egress-s3-secret',
  'egress-gcs-credentials',
  'egress-azure-account-key',
  'egress-alioss-access-key',
  'egress-alioss-secret',
]);
export type SecretName = z.infer<typeof secretNameSchema>;

export const setSecretSchema = z.strictObject({
  name: secretNameSchema,
  value: z.string().trim().min(1).max(4000),
});
export type SetSecret = z.infer<typeof setSecretSchema>;

export interface SecretStatus {
  name: SecretName;
  /** `kept`: in the system's keychain; `session`: until Duologue ends; `environment`: from there or .env.local. */
  source: 'kept' | 'session' | 'environment' | 'none';
}

/** How secrets are kept on this machine, in one honest sentence. */
export interface SecretProtection {
  level: 'keychain' | 'session';
  note: string;
}

/** Everything the settings page shows at first. */
export interface SettingsView {
  settings: Settings;
  /** What holds now, the environment included. */
  effective: {
    connection: { kind: 'local' | 'remote'; url?: string };
    provider: 'rehearsal' | 'openai' | 'openai-compatible';
  };
  secrets: SecretStatus[];
  protection: SecretProtection;
  presets: Preset[];
  /** What the user should know: settings or keys that could not be read. */
  notices: ErrorData[];
  dataDirectory: string;
}

export const testConnectionSchema = z.strictObject({
  kind: z.enum(['local', 'remote']),
  url: z.string().max(500).optional(),
});
export type TestConnection = z.infer<typeof testConnectionSchema>;

export const testStageSchema = z.strictObject({
  stage: stageNameSchema,
  provider: z.enum(['rehearsal', 'openai', 'openai-compatible']),
  baseUrl: baseUrl.optional(),
  model: z.string().trim().min(1).max(200).optional(),
});
export type TestStage = z.infer<typeof testStageSchema>;

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
  /** Replaces all settings. A change of the connection while a conversation runs is a `conflict`. */
  saveSettings(settings: Settings): Promise<SettingsView>;
  setSecret(request: SetSecret): Promise<SettingsView>;
  clearSecret(name: SecretName): Promise<SettingsView>;
  /** A real request; the keys are those that are stored. */
  testConnection(request: TestConnection): Promise<Verdict>;
  testStage(request: TestStage): Promise<Verdict>;
  /** Whether egress would be accepted as it is set: the request, the storage, the service. */
  testEgress(): Promise<Verdict>;
  getDataUsage(): Promise<DataUsage>;
  /** The newest lines of the log, oldest first, as text; without secrets, prompts and transcripts. */
  readLog(): Promise<string>;
  /** A report for a bug: versions, doctor, settings, log; without secrets, prompts and transcripts. */
  getReport(): Promise<string>;
}
