import { z } from 'zod';
import { assertNever } from './kind.ts';

/** Where a stage (LLM, STT, TTS) or a speech-to-speech model comes from. */
export const providerSchema = z.enum(['rehearsal', 'openai', 'openai-compatible']);
export type Provider = z.infer<typeof providerSchema>;

/** A server with an API like OpenAI's, as against the built-in rehearsal. */
export type ApiProvider = Exclude<Provider, 'rehearsal'>;

/** The address of OpenAI's own API. */
export const OPENAI_BASE_URL = 'https://api.openai.com/v1';

const modelName = z.string().trim().min(1).max(200);
const voiceName = z.string().trim().min(1).max(200);

/** Addresses stand in configurations, exports and messages, so no secret may stand in them. */
export const baseUrlSchema = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), {
    error: 'An address holds no name and password: keys have a place of their own.',
  });

/** How hard a reasoning model thinks (OpenAI API reference, `reasoning_effort`). */
export const reasoningEffortSchema = z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']);
export type ReasoningEffort = z.infer<typeof reasoningEffortSchema>;

/** What `/v1/audio/speech` is asked for; `pcm` is 16-bit little-endian mono without a header. */
export const speechFormatSchema = z.enum(['pcm', 'wav', 'mp3', 'opus', 'flac']);
export type SpeechFormat = z.infer<typeof speechFormatSchema>;

/**
 * `batch`: each stretch of speech is sent when it has been said. `realtime`: it is sent over a WebSocket
 * while it is said (OpenAI's Realtime API, transcription sessions).
 */
export const sttModeSchema = z.enum(['batch', 'realtime']);
export type SttMode = z.infer<typeof sttModeSchema>;

/** What can be set of the language model. Unset: the provider's own default. */
export const llmOptionsSchema = z.object({
  /** Sampling temperature, 0 to 2. */
  temperature: z.number().min(0).max(2).optional(),
  /** Most tokens of one reply, those of reasoning among them. */
  maxTokens: z.number().int().min(1).max(100_000).optional(),
  reasoningEffort: reasoningEffortSchema.optional(),
});
export const sttOptionsSchema = z.object({
  mode: sttModeSchema.optional(),
  /** Names and terms that are likely to come up. */
  prompt: z.string().max(2000).optional(),
});
export const ttsOptionsSchema = z.object({
  /** 1 is the voice's natural speed. */
  speed: z.number().min(0.25).max(4).optional(),
  /** How to say it ("tired, a little annoyed"), for models that take it. */
  instructions: z.string().max(4000).optional(),
  /** Unset: pcm, and what the server gives instead is found out by itself. */
  format: speechFormatSchema.optional(),
  /** Hz, of a server whose `pcm` isn't 24 000. */
  sampleRate: z.number().int().min(8000).max(96_000).optional(),
});

const stageFields = {
  provider: providerSchema,
  /** Base URL of an OpenAI-compatible API, with `/v1`. Without it: the provider's own. */
  baseUrl: z.url().optional(),
  model: z.string().min(1).max(200),
};

export const llmStageSchema = llmOptionsSchema.extend(stageFields);
export const sttStageSchema = sttOptionsSchema.extend({
  ...stageFields,
  /** BCP 47 */
  language: z.string().optional(),
});
export const ttsStageSchema = ttsOptionsSchema.extend({ ...stageFields, voice: voiceName });

/** The three stages of a side that listens, thinks and speaks one after the other. */
export const pipelineSchema = z.object({
  /** Older configurations have no kind: all of them were pipelines. */
  kind: z.literal('pipeline').default('pipeline'),
  llm: llmStageSchema,
  stt: sttStageSchema,
  tts: ttsStageSchema,
});

/** A side played by one speech-to-speech model over OpenAI's Realtime API. */
export const realtimeSchema = z.object({
  kind: z.literal('realtime'),
  ...stageFields,
  provider: providerSchema.exclude(['rehearsal']),
  voice: voiceName,
  speed: z.number().min(0.25).max(1.5).optional(),
  /** What writes down what the model heard; the model itself hears sound. */
  transcriptionModel: modelName,
  language: z.string().optional(),
});

/** A side played by an agent of the user's own, which takes dispatches on the same LiveKit. */
export const externalSchema = z.object({
  kind: z.literal('external'),
  /** Empty: an agent without a name, which LiveKit sends into every new room. */
  agentName: z.string().max(200),
  /** Dispatch metadata, handed over as it is. Not for secrets: it is kept with the conversation. */
  metadata: z.string().max(50_000),
  /**
   * What recognises its words where it publishes no transcription; null: its words stay unknown then.
   */
  stt: sttStageSchema.nullable(),
});

/** What plays one side. */
export const sidePlayerSchema = z.union([pipelineSchema, realtimeSchema, externalSchema]);

export type LlmStage = z.infer<typeof llmStageSchema>;
export type SttStage = z.infer<typeof sttStageSchema>;
export type TtsStage = z.infer<typeof ttsStageSchema>;
export type Pipeline = z.infer<typeof pipelineSchema>;
export type Realtime = z.infer<typeof realtimeSchema>;
export type External = z.infer<typeof externalSchema>;
export type SidePlayer = z.infer<typeof sidePlayerSchema>;

/** As the library lists and filters conversations. */
export const playerSourceSchema = z.enum([...providerSchema.options, 'external']);
export type PlayerSource = z.infer<typeof playerSourceSchema>;

/** Where a side mostly comes from: of a pipeline, its language model. */
export function sourceOf(player: SidePlayer): PlayerSource {
  if (player.kind === 'external') return 'external';
  return player.kind === 'realtime' ? player.provider : player.llm.provider;
}

/** A stage with what it does. */
export type KindedStage =
  | { kind: 'llm'; stage: LlmStage }
  | { kind: 'stt'; stage: SttStage }
  | { kind: 'tts'; stage: TtsStage }
  | { kind: 'realtime'; stage: Realtime };

/** All stages that a player has of ours, a speech-to-speech model as one: LLM, STT, TTS. */
export function kindedStages(player: SidePlayer): KindedStage[] {
  switch (player.kind) {
    case 'pipeline':
      return [
        { kind: 'llm', stage: player.llm },
        { kind: 'stt', stage: player.stt },
        { kind: 'tts', stage: player.tts },
      ];
    case 'realtime':
      return [{ kind: 'realtime', stage: player }];
    case 'external':
      return player.stt ? [{ kind: 'stt', stage: player.stt }] : [];
    default:
      return assertNever(player);
  }
}

/** The same, where it doesn't matter what each does. */
export function stagesOf(player: SidePlayer): KindedStage['stage'][] {
  return kindedStages(player).map(({ stage }) => stage);
}

/* What a request asks for; what it leaves open comes from the settings. */

const chosenStage = {
  provider: providerSchema.optional(),
  baseUrl: baseUrlSchema.optional(),
  model: modelName.optional(),
};
/** A side as a run asks for it. */
export const playerChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pipeline'),
    /** For the stages that name none. Without it: the run's. */
    provider: providerSchema.optional(),
    llm: z.strictObject({ ...llmOptionsSchema.shape, ...chosenStage }).default({}),
    stt: z.strictObject({ ...sttOptionsSchema.shape, ...chosenStage }).default({}),
    tts: z
      .strictObject({ ...ttsOptionsSchema.shape, ...chosenStage, voice: voiceName.optional() })
      .default({}),
  }),
  z.strictObject({
    kind: z.literal('realtime'),
    provider: providerSchema.exclude(['rehearsal']).default('openai'),
    baseUrl: baseUrlSchema.optional(),
    model: modelName.optional(),
    voice: voiceName.optional(),
  }),
  z.strictObject({
    kind: z.literal('external'),
    agentName: z.string().trim().max(200),
    metadata: z.string().max(50_000).default(''),
    /** How it is called in transcripts. Without it: by its agent name. */
    name: z.string().trim().min(1).max(80).optional(),
  }),
]);
export type PlayerChoice = z.input<typeof playerChoiceSchema>;

/** Headers by which a request to the rehearsal provider names its conversation and side. */
export const REHEARSAL_CONVERSATION_HEADER = 'x-duologue-conversation';
export const REHEARSAL_SIDE_HEADER = 'x-duologue-side';

/** The tool by which a model hangs up, after its goodbye. */
export const END_CALL_TOOL = 'end_call';

/**
 * Put before a side's next turns when the user lets them finish. The rehearsal mind knows this very text;
 * other models understand it.
 */
export const WRAP_UP_INSTRUCTION =
  'The call has to come to an end now. Say a short, friendly goodbye that fits what was just said, and end the call.';
