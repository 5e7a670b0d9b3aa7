import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../src/contract/settings.ts';
import { PRESETS, PRESETS_AS_OF } from '../../../src/main/providers/presets.ts';
import { endpointOf } from '../../../src/main/providers/sources.ts';
import { stagesFor } from '../../../src/main/providers/stages.ts';
import { persona } from '../conversations/samples.ts';

const ann = persona('ann', 'Ann');
const settings = settingsSchema.parse({
  openai: { llm: { model: 'set-model' } },
  compatible: {
    llm: { baseUrl: 'http://localhost:11434/v1', model: 'llama3.2' },
    stt: { baseUrl: 'http://localhost:8000/v1', model: 'whisper' },
    tts: { baseUrl: 'http://localhost:8880/v1', model: 'kokoro' },
  },
});
const env = { OPENAI_BASE_URL: 'http://env/v1', LLM_MODEL: 'env-model' };

describe('address and model of a stage', () => {
  it('are what is set, else what the environment says, else the default', () => {
    expect(endpointOf({ env, settings }, 'openai', 'llm')).toEqual({
      baseUrl: 'http://env/v1',
      model: 'set-model',
    });
    expect(endpointOf({ env }, 'openai', 'llm').model).toBe('env-model');
    expect(endpointOf({ env: {} }, 'openai', 'stt')).toEqual({ model: 'gpt-transcribe' });
  });

  it('may differ from stage to stage, and need no key', () => {
    const request = { provider: 'openai-compatible', persona: ann, side: 'a' } as const;
    const stages = stagesFor({ ...request, env: {}, keys: {}, settings });
    expect([stages.llm, stages.stt, stages.tts]).toMatchObject([
      settings.compatible.llm,
      settings.compatible.stt,
      settings.compatible.tts,
    ]);
  });

  it('are asked for where one is missing', () => {
    const partly = settingsSchema.parse({ compatible: { llm: settings.compatible.llm } });
    const request = { provider: 'openai-compatible', persona: ann, side: 'a' } as const;
    expect(() => stagesFor({ ...request, env: {}, settings: partly })).toThrow('for listening');
  });
});

describe('a model that nobody named', () => {
  it('is the one that is usual where the server is', () => {
    const at = (baseUrl: string, stage: 'llm' | 'stt' | 'tts') =>
      endpointOf({ env: {} }, 'openai-compatible', stage, { baseUrl }).model;
    expect(at('http://localhost:11434/v1', 'llm')).toBe('llama3.2');
    expect(at('http://localhost:8880/v1', 'tts')).toBe('kokoro');
    expect(at('http://127.0.0.1:11434/v1', 'llm')).toBe('llama3.2');
    expect(at('http://[::1]:11434/v1', 'llm')).toBe('llama3.2');
    expect(at('http://192.168.1.9:1/v1', 'stt')).toBe('gpt-transcribe');
  });

  it('is not that of the server that is set when another one is asked', () => {
    const wanted = { baseUrl: 'http://localhost:1/v1' };
    const { model } = endpointOf({ env: {}, settings }, 'openai-compatible', 'llm', wanted);
    expect(model).toBe('gpt-6-luna');
  });

  it('is that of the server that is set, with or without a slash at its end', () => {
    const wanted = { baseUrl: 'http://localhost:8000/v1/' };
    const { model } = endpointOf({ env: {}, settings }, 'openai-compatible', 'stt', wanted);
    expect(model).toBe('whisper');
  });
});

it('presets have distinct ids, addresses with a version, models, and a date', () => {
  expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
  for (const { baseUrl, models, hint } of PRESETS) {
    expect(baseUrl).toMatch(/^https?:\/\/.+\/v1$/);
    expect(Object.keys(models).length).toBeGreaterThan(0);
    expect(hint).not.toBe('');
  }
  expect(Number.isNaN(Date.parse(PRESETS_AS_OF))).toBe(false);
});
