import { describe, expect, it } from 'vitest';
import { pipelineSchema } from '../../../src/contract/provider.ts';
import { settingsSchema } from '../../../src/contract/settings.ts';
import { environmentKeys } from '../../../src/main/providers/keys.ts';
import { stagesFor, type StagesRequest } from '../../../src/main/providers/stages.ts';
import { persona } from '../conversations/samples.ts';

const ann = persona('ann', 'Ann', { voices: { openai: 'sage', rehearsal: 'en-gb+f2' } });
const nobody = persona('nobody', 'Nobody');
const KEY = { OPENAI_API_KEY: 'sk-canary' };
const openai = (more: Partial<StagesRequest> = {}) =>
  stagesFor({ provider: 'openai', persona: ann, side: 'a', env: KEY, ...more });

describe('stages', () => {
  it('of the rehearsal name its models, the voice of the persona and no address', () => {
    const stages = stagesFor({ provider: 'rehearsal', persona: ann, side: 'a', env: {} });
    expect(pipelineSchema.parse(stages)).toEqual({
      kind: 'pipeline',
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
    const plain = openai();
    expect(plain).toMatchObject({
      llm: { provider: 'openai', model: 'gpt-6-luna', reasoningEffort: 'none' },
      stt: { model: 'gpt-transcribe' },
      tts: { model: 'gpt-4o-mini-tts', voice: 'sage' },
    });
    expect(plain.llm).not.toHaveProperty('baseUrl');
    const env = { ...KEY, LLM_MODEL: 'other', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };
    const changed = openai({ env });
    expect(changed.llm).toMatchObject({ model: 'other', baseUrl: 'http://127.0.0.1:9/v1' });
    expect(changed.tts.baseUrl).toBe('http://127.0.0.1:9/v1');
    expect(JSON.stringify(changed)).not.toContain('canary');
  });

  it.each([{}, { OPENAI_API_KEY: '  ' }])('of OpenAI need a key', (env) => {
    expect(() => openai({ env })).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: 'provider-unauthorized' }) }),
    );
  });

  it('of a compatible server need its address, but no key', () => {
    const provider = 'openai-compatible';
    expect(() => openai({ provider, env: {} })).toThrow('address');
    const env = { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' };
    expect(openai({ provider, env }).llm.provider).toBe(provider);
  });

  it('may come from different providers; an address alone is that of an own server', () => {
    const choice = { provider: 'rehearsal', llm: { provider: 'openai', model: 'gpt-5' } } as const;
    expect(openai({ choice })).toMatchObject({
      ...{ llm: { provider: 'openai', model: 'gpt-5' }, stt: { provider: 'rehearsal' } },
      tts: { provider: 'rehearsal', voice: 'en-gb+f2' },
    });
    const baseUrl = 'http://localhost:8880/v1';
    const tts = openai({ provider: 'rehearsal', choice: { tts: { baseUrl } } }).tts;
    expect(tts).toEqual({
      ...{ provider: 'openai-compatible', baseUrl, model: 'kokoro', voice: 'af_heart' },
    });
  });

  it('of the rehearsal have no other models', () => {
    const choice = { stt: { model: 'whisper-1' } };
    expect(() => openai({ provider: 'rehearsal', choice })).toThrow('no model "whisper-1"');
  });

  it('reason only where the model can', () => {
    const llm = (model: string) =>
      openai({ choice: { llm: { model, reasoningEffort: 'low', temperature: 0.3 } } }).llm;
    expect(llm('gpt-5-mini')).toMatchObject({ reasoningEffort: 'low', temperature: 0.3 });
    expect(llm('somebodys-own')).toMatchObject({ reasoningEffort: 'low' });
    for (const model of ['gpt-4.1-mini', 'gpt-5-chat-latest', 'gpt-4o-2024-08-06'])
      expect(llm(model)).not.toHaveProperty('reasoningEffort');
  });

  it('do not reason where the model could not hang up then', () => {
    const effort = (model: string, choice: object = {}, env = {}) =>
      openai({ choice: { llm: { model, ...choice } }, env: { ...KEY, ...env } }).llm
        .reasoningEffort;
    expect(effort('gpt-6-luna')).toBe('none');
    expect(effort('gpt-5.6-terra')).toBe('none');
    expect(effort('gpt-6-luna', { reasoningEffort: 'low' })).toBe('low');
    for (const model of ['gpt-5.4', 'gpt-5-mini', 'gpt-6-astra', 'gpt-6.1-sol', 'gpt-4.1-mini'])
      expect(effort(model)).toBeUndefined();
    expect(effort('gpt-6-luna', {}, { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' })).toBeUndefined();
  });

  it('listen over a WebSocket where the model can no other way', () => {
    const stt = (model: string, mode?: 'batch') => openai({ choice: { stt: { model, mode } } }).stt;
    expect(stt('gpt-live-transcribe')).toMatchObject({ mode: 'realtime' });
    expect(stt('gpt-realtime-whisper', 'batch')).toMatchObject({ mode: 'realtime' });
    expect(stt('gpt-transcribe')).not.toHaveProperty('mode');
  });

  it.each(['sk-canary clé', 'sk-«canary»', 'sk-canary\nnext', 'sk-canary–dash'])(
    'refuse a key that no header can hold: %j',
    (key) => {
      expect(() => openai({ keys: { openai: key } })).toThrow(
        expect.objectContaining({
          data: {
            code: 'provider-unauthorized',
            message: expect.stringContaining('key of OpenAI'),
            remedy: expect.stringContaining('Copy the key'),
          },
        }),
      );
    },
  );

  it.each(['localhost:8000/v1', 'ftp://host/v1', 'nonsense', 'http://me:secret@host/v1'])(
    'refuse an address of the environment that is none: %s',
    (OPENAI_BASE_URL) => {
      const request = { provider: 'openai-compatible', env: { ...KEY, OPENAI_BASE_URL } } as const;
      expect(() => openai(request)).toThrow('OPENAI_BASE_URL is no address');
    },
  );

  it('take every address that there can be', () => {
    for (const OPENAI_BASE_URL of ['http://[::1]:8000/v1', 'https://my_host:1/v1/', 'http://a.b/c'])
      expect(openai({ env: { ...KEY, OPENAI_BASE_URL } }).llm.baseUrl).toBe(OPENAI_BASE_URL);
  });

  it('tell a voice how the persona speaks where it takes that', () => {
    const hoarse = persona('hoarse', 'Ann', { delivery: 'hurried, a little hoarse' });
    const said = (model: string, instructions?: string) =>
      openai({ persona: hoarse, choice: { tts: { model, instructions } } }).tts.instructions;
    expect(said('gpt-4o-mini-tts')).toBe('hurried, a little hoarse');
    expect(said('gpt-4o-mini-tts-2025-12-15')).toBe('hurried, a little hoarse');
    expect(said('gpt-4o-mini-tts', 'calm')).toBe('calm');
    expect(said('kokoro')).toBeUndefined();
    expect(said('tts-1-hd', 'calm')).toBeUndefined();
  });

  it('pass over a voice of the persona that the model does not have', () => {
    const marin = persona('marin', 'Ann', { voices: { openai: 'marin' } });
    const voice = (model: string, wanted?: string) =>
      openai({ persona: marin, choice: { tts: { model, voice: wanted } } }).tts.voice;
    expect(voice('gpt-4o-mini-tts')).toBe('marin');
    expect(voice('tts-1')).toBe('coral');
    expect(voice('tts-1', 'marin')).toBe('marin');
  });

  it('of an own server take its voices first, and names of OpenAI where it has none of its own', () => {
    const provider = 'openai-compatible';
    const voice = (model: string, voices: object) =>
      openai({
        ...{ provider, persona: persona('ann', 'Ann', { voices }) },
        env: { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
        choice: { tts: { model } },
      }).tts.voice;
    const both = { openai: 'sage', 'openai-compatible': 'bf_emma' };
    expect(voice('kokoro', both)).toBe('bf_emma');
    expect(voice('kokoro', { openai: 'sage' })).toBe('af_heart');
    expect(voice('some-tts', { openai: 'sage' })).toBe('sage');
  });
});

describe('a server in OpenAI’s place', () => {
  const OPENAI_BASE_URL = 'https://stranger.example/v1';
  const keys = { openai: 'sk-kept' };

  const ofFile = { env: { OPENAI_BASE_URL }, fromFile: ['OPENAI_BASE_URL'] };

  it('that only a file names does not get the key that is kept for OpenAI', () => {
    expect(() => openai({ ...ofFile, keys })).toThrow(
      expect.objectContaining({
        data: {
          code: 'provider-unauthorized',
          message:
            'There is no key for https://stranger.example, which OPENAI_BASE_URL of .env.local puts in OpenAI’s place: keys that are kept, or of the environment, are not shown to it.',
          remedy: 'Put OPENAI_API_KEY beside it into .env.local, or take OPENAI_BASE_URL out.',
        },
      }),
    );
    const own = { ...keys, 'https://stranger.example': 'own' };
    expect(openai({ ...ofFile, keys: own }).llm.baseUrl).toBe(OPENAI_BASE_URL);
  });

  it('of the shell needs a key like OpenAI itself', () => {
    expect(() => openai({ env: { OPENAI_BASE_URL } })).toThrow('no key for OpenAI.');
  });

  it('that only the run names does not get it either', () => {
    const choice = { llm: { baseUrl: OPENAI_BASE_URL } };
    expect(() => openai({ env: KEY, choice })).toThrow('no key for https://stranger.example');
    expect(() => openai({ env: {}, keys, choice })).toThrow('addresses that the settings name');
  });

  it('that the settings name gets it', () => {
    const settings = settingsSchema.parse({ openai: { llm: { baseUrl: OPENAI_BASE_URL } } });
    expect(openai({ env: KEY, settings }).llm.baseUrl).toBe(OPENAI_BASE_URL);
  });
});

describe('keys of the environment', () => {
  it('are OpenAI’s, and that of the server that stands in OPENAI_BASE_URL', () => {
    expect(environmentKeys(KEY)).toEqual({ openai: 'sk-canary' });
    expect(environmentKeys({})).toEqual({});
    const OPENAI_BASE_URL = 'https://api.groq.com/openai/v1';
    expect(environmentKeys({ ...KEY, OPENAI_BASE_URL })).toEqual({
      ...{ openai: 'sk-canary', 'https://api.groq.com': 'sk-canary' },
    });
    expect(environmentKeys({ ...KEY, OPENAI_BASE_URL: 'nonsense' })).toEqual({
      openai: 'sk-canary',
    });
  });
});
