import { amountsSchema, type Amounts, type UsedStage } from '../../contract/usage.ts';

/** Told whenever a stage has used something; what it doesn't name is 0. */
export type ReportUsage = (stage: UsedStage, model: string, amounts: Partial<Amounts>) => void;

/** No request uses more of anything, tokens or seconds; a server that says so is not believed. */
export const MOST_OF_ONE_REQUEST = 10_000_000;

/** Whole amounts, or undefined when nothing was used. What a server made up counts as not told. */
export function wholeAmounts(amounts: Partial<Amounts>): Amounts | undefined {
  const credible = Object.entries(amounts).filter(
    ([, amount]) => amount >= 0 && amount <= MOST_OF_ONE_REQUEST,
  );
  const whole = amountsSchema.parse(Object.fromEntries(credible));
  return Object.values(whole).some((amount) => amount > 0) ? whole : undefined;
}

/** What a `response.done` of OpenAI's Realtime API says under `usage` (API reference). */
export interface RealtimeTokens {
  inputTokens: number;
  outputTokens: number;
  inputTokenDetails: {
    audioTokens: number;
    textTokens: number;
    cachedTokens: number;
    cachedTokensDetails?: { audioTokens: number; textTokens: number };
  };
  outputTokenDetails: { audioTokens: number; textTokens: number };
}

/** The amounts of one answer of a speech-to-speech model, as the framework's metrics tell them. */
export function realtimeAmounts(tokens: RealtimeTokens): Partial<Amounts> {
  const { inputTokenDetails: input, outputTokenDetails: output } = tokens;
  const cached = input.cachedTokensDetails ?? { audioTokens: 0, textTokens: input.cachedTokens };
  // Servers that tell no details: all of it is text.
  const inputTokens = input.textTokens + Math.max(0, tokens.inputTokens - sumOf(input));
  return {
    requests: 1,
    inputTokens,
    cachedInputTokens: Math.min(cached.textTokens, inputTokens),
    outputTokens: output.textTokens + Math.max(0, tokens.outputTokens - sumOf(output)),
    audioInputTokens: input.audioTokens,
    cachedAudioInputTokens: Math.min(cached.audioTokens, input.audioTokens),
    audioOutputTokens: output.audioTokens,
  };
}

function sumOf({ audioTokens, textTokens }: { audioTokens: number; textTokens: number }): number {
  return audioTokens + textTokens;
}
