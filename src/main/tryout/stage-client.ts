import { OpenAI } from 'openai';
import type { LlmStage, TtsStage } from '../../contract/provider.ts';
import type { EnginePort } from '../conversations/ports.ts';
import { keysOf } from '../providers/keys.ts';
import type { ProviderSources } from '../providers/sources.ts';

/** Somebody waits and looks on: an answer that is not whole by then is none, ms. */
const TIMEOUT_MS = 30_000;

/** What a try-out needs of the engine. */
export interface TryOutPorts {
  engine: Pick<EnginePort, 'rehearsal'>;
  /** How providers are reached, as it is set now. */
  sources: () => ProviderSources;
  /** Default: 30 000. */
  timeoutMs?: number;
}

/** For one request: the client's own time-out ends with the headers; a body may dribble for ever. */
export function inTime({ timeoutMs = TIMEOUT_MS }: TryOutPorts): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(timeoutMs) };
}

/** A client for one stage; starts the rehearsal provider when the stage is of it. */
export async function stageClient(
  stage: LlmStage | TtsStage,
  { engine, sources }: TryOutPorts,
): Promise<OpenAI> {
  const common = { maxRetries: 1, timeout: TIMEOUT_MS };
  if (stage.provider === 'rehearsal') {
    const { port } = await engine.rehearsal(() => {});
    return new OpenAI({ ...common, baseURL: port.baseUrl, apiKey: 'none' });
  }
  // Servers without keys want the header, not its value.
  const apiKey = keysOf(sources())[stage.provider] ?? 'none';
  return new OpenAI({ ...common, baseURL: stage.baseUrl, apiKey });
}
