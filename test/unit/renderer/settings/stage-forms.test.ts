import { describe, expect, it } from 'vitest';
import {
  addressProblem,
  formsOf,
  servesText,
  stagesOf,
  withPreset,
} from '../../../../src/renderer/pages/settings/stage-forms.ts';

const preset = {
  id: 'speaches',
  label: 'speaches',
  hint: '',
  baseUrl: 'http://localhost:8000/v1',
  models: { stt: 'whisper', tts: 'kokoro' },
  needsKey: false,
};

describe('stages in the settings', () => {
  it('come back as they were, without what is empty', () => {
    const stages = { llm: { model: 'x' }, stt: {}, tts: { baseUrl: 'http://localhost:1/v1' } };
    expect(stagesOf(formsOf(stages))).toEqual(stages);
    const forms = { ...formsOf(stages), llm: { baseUrl: ' ', model: ' y ' } };
    expect(stagesOf(forms).llm).toEqual({ model: 'y' });
  });

  it('take from a preset what it serves, and keep the rest', () => {
    const forms = formsOf({ llm: { model: 'mine' }, stt: { model: 'old' }, tts: {} });
    expect(withPreset(forms, preset)).toEqual({
      llm: { baseUrl: '', model: 'mine' },
      stt: { baseUrl: 'http://localhost:8000/v1', model: 'whisper' },
      tts: { baseUrl: 'http://localhost:8000/v1', model: 'kokoro' },
    });
    expect(servesText(preset)).toBe('listening and speaking');
  });

  it('say what is no address', () => {
    expect(addressProblem({ baseUrl: '', model: '' })).toBeUndefined();
    expect(
      addressProblem({ baseUrl: 'https://api.groq.com/openai/v1', model: '' }),
    ).toBeUndefined();
    expect(addressProblem({ baseUrl: 'localhost:8000', model: '' })).toMatch(/not an address/);
    expect(addressProblem({ baseUrl: 'file:///etc', model: '' })).toMatch(/not an address/);
  });
});
