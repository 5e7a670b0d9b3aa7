import { OpenAI } from 'openai';
import {
  REHEARSAL_CONVERSATION_HEADER,
  REHEARSAL_SIDE_HEADER,
  type LlmStage,
  type SttStage,
  type TtsStage,
} from '../../contract/provider.ts';
import type { Side } from '../../contract/side.ts';

export interface ClientContext {
  conversationId: string;
  side: Side;
  /** API keys by provider. */
  keys: Record<string, string>;
}

/** Without a first byte for this long a request has failed, ms. */
const TIMEOUT_MS = 60_000;

/** An OpenAI client for one stage of one side. Retries are the framework's, not the client's. */
export function clientFor(stage: LlmStage | SttStage | TtsStage, context: ClientContext): OpenAI {
  const rehearsal = stage.provider === 'rehearsal';
  return new OpenAI({
    baseURL: stage.baseUrl,
    // Servers without keys (Ollama, the rehearsal provider) want the header, not its value.
    apiKey: context.keys[stage.provider] ?? 'none',
    maxRetries: 0,
    timeout: TIMEOUT_MS,
    defaultHeaders: rehearsal
      ? {
          [REHEARSAL_CONVERSATION_HEADER]: context.conversationId,
          [REHEARSAL_SIDE_HEADER]: context.side,
        }
      : {},
  });
}
