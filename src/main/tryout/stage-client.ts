import type { OpenAI } from 'openai';
import { keyFor } from '../../contract/key-ring.ts';
import type { StudioError } from '../../contract/errors.ts';
import type { KindedStage, LlmStage, TtsStage } from '../../contract/provider.ts';
import type { EnginePort } from '../conversations/ports.ts';
import { apiClient } from '../providers/api-client.ts';
import { keyRing } from '../providers/keys.ts';
import { providerError } from '../providers/provider-error.ts';
import { stageFault } from '../providers/stage-fault.ts';
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

/** A stage that is tried, and whose it is. */
export type Tried = Extract<KindedStage, { kind: 'llm' | 'tts' }> & { of?: string };

/** Why a try-out failed, as a person can act on it. */
export function tryOutFault(thrown: unknown, tried: Tried, { sources }: TryOutPorts): StudioError {
  const { kind, stage, of } = tried;
  const { model, baseUrl } = stage;
  if (stage.provider === 'rehearsal') {
    return providerError(thrown, { stage: kind.toUpperCase(), model, server: 'The rehearsal' });
  }
  const voice = tried.kind === 'tts' ? tried.stage.voice : undefined;
  const apiKey = keyFor(stage, keyRing(sources()));
  return stageFault(thrown, { stage: kind, model, baseUrl, apiKey, voice, of });
}
