import type { OpenAI } from 'openai';
import { keyFor } from '../../contract/key-ring.ts';
import type { LlmStage, TtsStage } from '../../contract/provider.ts';
import type { EnginePort } from '../conversations/ports.ts';
import { apiClient } from '../providers/api-client.ts';
import { keyRing } from '../providers/keys.ts';
import type { ProviderSources } from '../providers/sources.ts';
import type { Differences, StageTest } from '../providers/stage-question.ts';

/** Somebody waits and looks on: an answer that is not whole by then is none, ms. */
const TIMEOUT_MS = 30_000;

/** What a try-out needs of the engine. */
export interface TryOutPorts {
  engine: Pick<EnginePort, 'rehearsal'>;
  /** How providers are reached, as it is set now. */
  sources: () => ProviderSources;
  /** In what a server is known to differ. */
  differencesOf?: (test: StageTest) => Differences;
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
  const common = { retries: 1, timeoutMs: TIMEOUT_MS };
  if (stage.provider === 'rehearsal') {
    const { port } = await engine.rehearsal(() => {});
    return apiClient({ ...common, baseUrl: port.baseUrl, apiKey: undefined });
  }
  const apiKey = keyFor(stage, keyRing(sources()));
  return apiClient({ ...common, baseUrl: stage.baseUrl, apiKey });
}
