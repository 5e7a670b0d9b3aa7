import * as openai from '@livekit/agents-plugin-openai';
import type { OpenAI } from 'openai';
import type { LlmStage } from '../../contract/provider.ts';
import { isCutShort } from './api-errors.ts';

/** Retries and time-outs are those of the client's fetch (patient-fetch.ts, timely-fetch.ts). */
const ONCE = { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 30 * 60_000 };

/** The plugin passes any on; its type doesn't know the newest. */
type PluginEffort = NonNullable<openai.LLMOptions['reasoningEffort']>;
type ChatRequest = Parameters<openai.LLM['chat']>[0];

/** The language model of a side, with everything that its stage sets. */
export class Mind extends openai.LLM {
  /** The answer that it was last asked for broke off after its beginning. */
  isCutShort = false;
  private readonly settings: Record<string, unknown>;

  constructor(client: OpenAI, { model, temperature, maxTokens, reasoningEffort }: LlmStage) {
    const effort = reasoningEffort as PluginEffort | undefined;
    super({ client, model, ...(effort === undefined ? {} : { reasoningEffort: effort }) });
    this.settings = {
      // Not by the plugin's own option: it takes 0 for unset.
      ...(temperature === undefined ? {} : { temperature }),
      ...(maxTokens === undefined ? {} : { max_completion_tokens: maxTokens }),
    };
    this.on('error', ({ error }) => (this.isCutShort ||= isCutShort(error)));
  }

  override chat(request: ChatRequest): ReturnType<openai.LLM['chat']> {
    this.isCutShort = false;
    const extraKwargs = { ...this.settings, ...request.extraKwargs };
    return super.chat({ ...request, connOptions: ONCE, extraKwargs });
  }
}
