import { describe, expect, it } from 'vitest';
import { settingsSchema, type TestStage, type Verdict } from '../../../src/contract/settings.ts';
import { providerFinding, setProviders } from '../../../src/main/doctor/providers.ts';

const OPENAI = { provider: 'openai', label: 'OpenAI', stages: ['llm', 'stt', 'tts'] } as const;
const openai = { ...OPENAI, stages: [...OPENAI.stages] };

/** Every stage answers but one. */
const answering =
  (failing?: string) =>
  async (request: TestStage): Promise<Verdict> =>
    request.stage === failing
      ? { ok: false, note: 'The key was refused.', remedy: 'Check the key.', tookMs: 3 }
      : { ok: true, note: 'answered in 3 ms', tookMs: 3 };

describe('the providers that doctor tests', () => {
  it('are none without a key or an address', () => {
    expect(setProviders({ env: {} })).toEqual([]);
  });

  it('are the server of OPENAI_BASE_URL, and a speech-to-speech model that is set', () => {
    const own = { provider: 'openai-compatible', label: 'own servers' };
    const env = { OPENAI_BASE_URL: 'http://localhost:1/v1' };
    expect(setProviders({ env })).toEqual([{ ...own, stages: ['llm', 'stt', 'tts'] }]);
    expect(setProviders({ env: { ...env, OPENAI_API_KEY: 'sk-test-1' } })).toEqual([openai]);
    const settings = settingsSchema.parse({
      openai: { realtime: { model: 'gpt-realtime-2.1' } },
      compatible: { realtime: { baseUrl: 'http://localhost:8080/v1' } },
    });
    expect(setProviders({ env: { OPENAI_API_KEY: 'sk-test-1' }, settings })).toEqual([
      { ...openai, stages: [...openai.stages, 'realtime'] },
      { ...own, stages: ['realtime'] },
    ]);
  });

  it('are OpenAI with a key, and the stages of own servers that are set', () => {
    const settings = settingsSchema.parse({
      compatible: { tts: { baseUrl: 'http://localhost:8880/v1' } },
    });
    expect(setProviders({ env: { OPENAI_API_KEY: 'sk-test-1' }, settings })).toEqual([
      openai,
      { provider: 'openai-compatible', label: 'own servers', stages: ['tts'] },
    ]);
  });
});

describe('what doctor says of a provider', () => {
  it('is how every stage answered', async () => {
    const finding = await providerFinding(openai, { test: answering(), usual: 'rehearsal' });
    expect(finding.verdict).toBeUndefined();
    expect(finding.note).toBe(
      'LLM: answered in 3 ms; STT: answered in 3 ms; TTS: answered in 3 ms',
    );
  });

  it('is a fault where runs use it by themselves, else worth a look', async () => {
    const fault = { note: 'STT: The key was refused.', remedy: 'Check the key.' };
    const test = answering('stt');
    expect(await providerFinding(openai, { test, usual: 'openai' })).toEqual({
      ...{ verdict: 'fault', ...fault },
    });
    expect(await providerFinding(openai, { test, usual: 'rehearsal' })).toEqual({
      ...{ verdict: 'attention', ...fault },
    });
  });
});
