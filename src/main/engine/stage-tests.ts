import { randomUUID } from 'node:crypto';
import { monotonicMs } from '../../contract/clock.ts';
import { toErrorData } from '../../contract/errors.ts';
import { REHEARSAL_CONVERSATION_HEADER, REHEARSAL_SIDE_HEADER } from '../../contract/provider.ts';
import type { StageName, TestStage, Verdict } from '../../contract/settings.ts';
import type { EnginePort } from '../conversations/ports.ts';
import { redacted } from '../doctor/redact.ts';
import { requireKey } from '../providers/keys.ts';
import { endpointOf } from '../providers/sources.ts';
import { reachable } from '../providers/stages.ts';
import { testStage, type StageTest } from '../providers/stage-test.ts';
import type { SettingsService } from '../settings/settings-service.ts';

const REHEARSAL_MODELS: Record<StageName, string> = {
  llm: 'rehearsal-mind',
  stt: 'rehearsal-ear',
  tts: 'rehearsal-voice',
};

interface Parts {
  engine: Pick<EnginePort, 'rehearsal'>;
  settings: SettingsService;
}

/** Tests a stage as the form has it, else as it is set; the key is the stored one. Never rejects. */
export async function testSetStage(parts: Parts, request: TestStage): Promise<Verdict> {
  const began = monotonicMs();
  try {
    const verdict = await testStage(await asked(parts, request));
    return { ...verdict, note: redacted(verdict.note, parts.settings.secretValues()) };
  } catch (thrown) {
    const { message, remedy } = toErrorData(thrown);
    const tookMs = Math.round(monotonicMs() - began);
    return { ok: false, note: message, ...(remedy ? { remedy } : {}), tookMs };
  }
}

async function asked({ engine, settings }: Parts, request: TestStage): Promise<StageTest> {
  const { stage, provider } = request;
  if (provider === 'rehearsal') return await ofRehearsal(engine, stage);
  const sources = settings.sources();
  const set = request.baseUrl
    ? endpointOf(sources, provider, stage)
    : reachable(sources, provider, stage);
  const baseUrl = request.baseUrl ?? set.baseUrl;
  if (baseUrl === undefined) requireKey(provider, sources);
  const apiKey = sources.keys[provider];
  return { stage, baseUrl, model: request.model ?? set.model, apiKey };
}

async function ofRehearsal(engine: Parts['engine'], stage: StageName): Promise<StageTest> {
  const { port } = await engine.rehearsal(() => undefined);
  const headers = {
    [REHEARSAL_CONVERSATION_HEADER]: `test-${randomUUID()}`,
    [REHEARSAL_SIDE_HEADER]: 'a',
  };
  const { baseUrl } = port;
  return { stage, baseUrl, model: REHEARSAL_MODELS[stage], apiKey: undefined, headers };
}
