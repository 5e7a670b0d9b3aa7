import { randomUUID } from 'node:crypto';
import { monotonicMs } from '../../contract/clock.ts';
import { StudioError, toErrorData } from '../../contract/errors.ts';
import { keyFor, originOf } from '../../contract/key-ring.ts';
import { assertNever } from '../../contract/kind.ts';
import { REHEARSAL_CONVERSATION_HEADER, REHEARSAL_SIDE_HEADER } from '../../contract/provider.ts';
import type { ModelKind, ProviderSettings, TestStage, Verdict } from '../../contract/settings.ts';
import type { EnginePort } from '../conversations/ports.ts';
import { redacted } from '../doctor/redact.ts';
import { keyRing, withOpenaiAt } from '../providers/keys.ts';
import type { KnownAnswers } from '../providers/known-answers.ts';
import { REHEARSAL_MODELS } from '../providers/rehearsal-stages.ts';
import { setFor, type ProviderSources } from '../providers/sources.ts';
import type { StageTest } from '../providers/stage-question.ts';
import { testStage } from '../providers/stage-test.ts';
import { reachable } from '../providers/reachable.ts';
import type { SettingsService } from '../settings/settings-service.ts';

export interface StageTestParts {
  engine: Pick<EnginePort, 'rehearsal'>;
  settings: Pick<SettingsService, 'sources' | 'secretValues'>;
  /** What the test finds out is used by the next run. */
  providers?: { known: Pick<KnownAnswers, 'note'> };
}

/** Tests a stage as the form has it, else as it is set; the key is the stored one. Never rejects. */
export async function testSetStage(parts: StageTestParts, request: TestStage): Promise<Verdict> {
  const began = monotonicMs();
  try {
    const test = await asked(parts, request);
    const verdict = await testStage(test, (found) => parts.providers?.known.note(test, found));
    return { ...verdict, note: redacted(verdict.note, parts.settings.secretValues()) };
  } catch (thrown) {
    const { message, remedy } = toErrorData(thrown);
    const tookMs = Math.round(monotonicMs() - began);
    return { ok: false, note: message, ...(remedy ? { remedy } : {}), tookMs };
  }
}

async function asked(parts: StageTestParts, request: TestStage): Promise<StageTest> {
  const { stage, provider, baseUrl, model } = request;
  if (provider === 'rehearsal') return await ofRehearsal(parts.engine, stage);
  const sources = sourcesWith(parts.settings.sources(), request);
  const endpoint = reachable(sources, provider, stage, { baseUrl, model });
  return {
    stage,
    baseUrl: endpoint.baseUrl,
    model: endpoint.model,
    apiKey: keyFor({ provider, baseUrl: endpoint.baseUrl }, keyRing(sources)),
    ...options(request, setFor(sources, provider)),
  };
}

/** Whoever tests an address in OpenAI's place means that OpenAI's key is for it, as when it is saved. */
function sourcesWith(
  sources: Required<ProviderSources>,
  { provider, baseUrl }: TestStage,
): Required<ProviderSources> {
  if (provider !== 'openai' || baseUrl === undefined) return sources;
  return { ...sources, keys: withOpenaiAt([originOf(baseUrl)], sources.keys) };
}

/** What the stage of the form has beside its server and model. */
function options(request: TestStage, set: ProviderSettings): Partial<StageTest> {
  const { stage, mode, voice, temperature, reasoningEffort, format, transcriptionModel } = request;
  switch (stage) {
    case 'llm':
      return { temperature, reasoningEffort };
    case 'stt':
      return { mode: mode ?? set.stt.mode };
    case 'tts':
      return { voice: voice ?? set.tts.voice, format };
    case 'realtime':
      return { voice: voice ?? set.realtime.voice, transcriptionModel };
    default:
      return assertNever(stage);
  }
}

async function ofRehearsal(engine: StageTestParts['engine'], stage: ModelKind): Promise<StageTest> {
  if (stage === 'realtime') throw noSpeechToSpeech();
  const { port } = await engine.rehearsal(() => undefined);
  const headers = {
    [REHEARSAL_CONVERSATION_HEADER]: `test-${randomUUID()}`,
    [REHEARSAL_SIDE_HEADER]: 'a',
  };
  const { baseUrl } = port;
  return { stage, baseUrl, model: REHEARSAL_MODELS[stage], apiKey: undefined, headers };
}

function noSpeechToSpeech(): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: 'The rehearsal provider has no speech-to-speech model.',
    remedy: 'Choose OpenAI or a server of your own for it.',
  });
}
