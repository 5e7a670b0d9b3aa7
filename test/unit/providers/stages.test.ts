import { describe, expect, it } from 'vitest';
import { stagesSchema } from '../../../src/contract/provider.ts';
import { providerKeys } from '../../../src/main/providers/keys.ts';
import { stagesFor } from '../../../src/main/providers/stages.ts';
import { persona } from '../conversations/samples.ts';

const ann = persona('ann', 'Ann', { voices: { openai: 'sage', rehearsal: 'en-gb+f2' } });
const nobody = persona('nobody', 'Nobody');
const KEY = { OPENAI_API_KEY: 'sk-canary' };

describe('stages', () => {
  it('of the rehearsal name its models, the voice of the persona and no address', () => {
    const stages = stagesFor({ provider: 'rehearsal', persona: ann, side: 'a', env: {} });
    expect(stagesSchema.parse(stages)).toEqual({
      llm: { provider: 'rehearsal', model: 'rehearsal-mind' },
      stt: { provider: 'rehearsal', model: 'rehearsal-ear', language: 'en' },
      tts: { provider: 'rehearsal', model: 'rehearsal-voice', voice: 'en-gb+f2' },
    });
  });

  it('give the two sides different voices when personas name none', () => {
    for (const provider of ['rehearsal', 'openai'] as const) {
      const voice = (side: 'a' | 'b') =>
        stagesFor({ provider, persona: nobody, side, env: KEY }).tts.voice;
      expect(voice('a')).not.toBe(voice('b'));
    }
  });

  it('of OpenAI have defaults that the environment changes, and never hold the key', () => {
    const plain = stagesFor({ provider: 'openai', persona: ann, side: 'a', env: KEY });
    expect(plain).toMatchObject({
      llm: { provider: 'openai', model: 'gpt-4.1-mini' },
      stt: { model: 'gpt-4o-mini-transcribe' },
      tts: { model: 'gpt-4o-mini-tts', voice: 'sage' },
    });
    expect(plain.llm).not.toHaveProperty('baseUrl');
    const env = { ...KEY, LLM_MODEL: 'other', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };
    const changed = stagesFor({ provider: 'openai', persona: ann, side: 'a', env });
    expect(changed.llm).toMatchObject({ model: 'other', baseUrl: 'http://127.0.0.1:9/v1' });
    expect(changed.tts.baseUrl).toBe('http://127.0.0.1:9/v1');
    expect(JSON.stringify(changed)).not.toContain('canary');
  });

  it.each([{}, { OPENAI_API_KEY: '  ' }])('of OpenAI need a key', (env) => {
    expect(() => stagesFor({ provider: 'openai', persona: ann, side: 'a', env })).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: 'provider-unauthorized' }) }),
    );
  });

  it('of a compatible server need its address, but no key', () => {
    const provider = 'openai-compatible';
    expect(() => stagesFor({ provider, persona: ann, side: 'a', env: {} })).toThrow('address');
    const env = { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' };
    expect(stagesFor({ provider, persona: ann, side: 'a', env }).llm.provider).toBe(provider);
  });
});

describe('keys', () => {
  it('are taken from the environment by provider', () => {
    expect(providerKeys(KEY)).toEqual({ openai: 'sk-canary' });
    expect(providerKeys({})).toEqual({});
  });
});
