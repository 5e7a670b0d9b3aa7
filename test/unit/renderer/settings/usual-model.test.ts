import { describe, expect, it } from 'vitest';
import type { Preset, SettingsView } from '../../../../src/contract/settings.ts';
import { usualModel } from '../../../../src/renderer/pages/settings/usual-model.ts';

const preset = (id: string, baseUrl: string, models: Preset['models']): Preset => ({
  ...{ id, label: id, hint: '', baseUrl, models, needsKey: false },
});
const presets = [
  preset('openai', 'https://api.openai.com/v1', { llm: 'gpt-mini', tts: 'gpt-tts' }),
  preset('ollama', 'http://localhost:11434/v1', { llm: 'llama' }),
];
const usual = (
  asked: Parameters<typeof usualModel>[1],
  environmentServer?: SettingsView['environmentServer'],
) =>
  usualModel({ presets, ...(environmentServer && { environmentServer }) } as SettingsView, asked);

describe('the usual model', () => {
  it('is OpenAI’s, or that of the server that is known at the address', () => {
    expect(usual({ provider: 'openai', kind: 'llm' }).label).toBe('gpt-mini');
    const ollama = { provider: 'openai-compatible', baseUrl: 'http://localhost:11434/v1' } as const;
    expect(usual({ ...ollama, kind: 'llm' })).toMatchObject({ model: 'llama', label: 'llama' });
  });

  it('is none that anybody chose where nobody knows the server', () => {
    const asked = { provider: 'openai-compatible', kind: 'tts' } as const;
    expect(usual({ ...asked, baseUrl: 'http://localhost:9/v1' })).toEqual({
      ...{ model: 'gpt-tts', label: 'Not chosen', hint: 'gpt-tts is asked for then' },
    });
  });

  it('is what the environment says, for thinking', () => {
    const environment = { baseUrl: 'http://localhost:11434/v1', model: 'mine' };
    expect(usual({ provider: 'openai', kind: 'llm' }, environment)).toMatchObject({
      ...{ model: 'mine', hint: 'As LLM_MODEL says' },
    });
    const { model: _none, ...server } = environment;
    expect(usual({ provider: 'openai-compatible', kind: 'llm' }, server).label).toBe('llama');
  });
});
