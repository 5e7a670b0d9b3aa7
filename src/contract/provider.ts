import { z } from 'zod';

/** Where a stage (LLM, STT, TTS) comes from. */
export const providerSchema = z.enum(['rehearsal', 'openai', 'openai-compatible']);
export type Provider = z.infer<typeof providerSchema>;

const stageFields = {
  provider: providerSchema,
  /** Base URL of an OpenAI-compatible API, with `/v1`. Without it: the provider's own. */
  baseUrl: z.url().optional(),
  model: z.string().min(1).max(200),
};

export const llmStageSchema = z.object({
  ...stageFields,
  /** Sampling temperature, 0 to 2. */
  temperature: z.number().min(0).max(2).optional(),
});
export const sttStageSchema = z.object({ ...stageFields, language: z.string().optional() });
export const ttsStageSchema = z.object({
  ...stageFields,
  voice: z.string().min(1).max(200),
  /** 1 is the voice's natural speed. */
  speed: z.number().min(0.25).max(4).optional(),
});

export const stagesSchema = z.object({
  llm: llmStageSchema,
  stt: sttStageSchema,
  tts: ttsStageSchema,
});
export type LlmStage = z.infer<typeof llmStageSchema>;
export type SttStage = z.infer<typeof sttStageSchema>;
export type TtsStage = z.infer<typeof ttsStageSchema>;
export type Stages = z.infer<typeof stagesSchema>;

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
