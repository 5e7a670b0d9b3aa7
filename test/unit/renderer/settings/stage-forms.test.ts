import { describe, expect, it } from 'vitest';
import { providerSettingsSchema, type Preset } from '../../../../src/contract/settings.ts';
import {
  askedAs,
  formsOf,
  mayReason,
  optionsInOneLine,
  originsOf,
  problemsIn,
  servesText,
  settingsOf,
  withPreset,
} from '../../../../src/renderer/pages/settings/stage-forms.ts';

const preset = (more: Partial<Preset> = {}): Preset => ({
  id: 'speaches',
  label: 'speaches',
  hint: '',
  baseUrl: 'http://localhost:8000/v1',
  models: { stt: 'whisper', tts: 'kokoro' },
  needsKey: false,
  ...more,
});
const settings = (given: object) => providerSettingsSchema.parse(given);
const forms = (given: object = {}) => formsOf(settings(given));

describe('stages in the settings', () => {
  it('come back as they were, without what is empty', () => {
    const stored = settings({
      stt: { mode: 'realtime', prompt: 'Maya Ortiz' },
      llm: { model: 'x', temperature: 0, maxTokens: 300, reasoningEffort: 'low' },
      tts: { baseUrl: 'http://localhost:1/v1', voice: 'nova', speed: 1.1, sampleRate: 44_100 },
      realtime: { model: 'gpt-realtime', voice: 'ash', transcriptionModel: 'whisper-1' },
    });
    expect(settingsOf(formsOf(stored))).toEqual(stored);
    const written = forms();
    written.llm = { ...written.llm, baseUrl: ' ', model: ' y ', temperature: '0,7' };
    expect(settingsOf(written)?.llm).toEqual({ model: 'y', temperature: 0.7 });
  });

  it('say what can’t be, and are not stored so', () => {
    const written = forms();
    written.tts = { ...written.tts, speed: '9', baseUrl: 'localhost:8000' };
    expect(problemsIn('tts', written.tts)).toEqual({
      speed: 'Write a number from 0.25 to 4.',
      baseUrl: 'That is not an address. It looks like http://localhost:8000/v1',
    });
    expect(settingsOf(written)).toBeUndefined();
    expect(askedAs('tts', { ...written.tts, voice: 'nova' })).toEqual({ voice: 'nova' });
    const llm = { ...written.llm, temperature: '0,4', maxTokens: '9', reasoningEffort: 'low' };
    expect(askedAs('llm', llm)).toEqual({ temperature: 0.4, reasoningEffort: 'low' });
  });

  it('hold no secret in an address', () => {
    const { stt } = forms();
    expect(problemsIn('stt', { ...stt, baseUrl: 'https://me:secret@host/v1' }).baseUrl).toMatch(
      /keys have a place of their own/u,
    );
  });

  it('wait for the place that a preset leaves to be filled in', () => {
    const baseUrl = 'https://YOUR-RESOURCE.openai.azure.com/openai/v1';
    const filled = withPreset(forms(), preset({ baseUrl, models: { llm: 'gpt-4.1' } }));
    expect(problemsIn('llm', filled.llm).baseUrl).toBe('Write your own in place of YOUR-RESOURCE.');
    expect(settingsOf(filled)).toBeUndefined();
    expect(originsOf(filled)).toEqual([]);
    filled.llm = { ...filled.llm, baseUrl: baseUrl.replace('YOUR-RESOURCE', 'mine') };
    expect(settingsOf(filled)?.llm.model).toBe('gpt-4.1');
    expect(originsOf(filled)).toEqual(['https://mine.openai.azure.com']);
  });

  it('keep nothing of what one preset left to be filled in, when another is taken', () => {
    const baseUrl = 'https://YOUR-RESOURCE.openai.azure.com/openai/v1';
    const models = { llm: 'gpt-4.1', realtime: 'gpt-realtime' };
    const azure = withPreset(forms({ stt: { model: 'mine' } }), preset({ baseUrl, models }));
    const filled = settingsOf(withPreset(azure, preset({ models: { llm: 'llama' } })));
    expect(filled?.realtime).toEqual({});
    expect(filled?.stt).toEqual({ model: 'mine' });
  });

  it('take from a preset what it serves, and keep the rest', () => {
    const before = forms({
      llm: { model: 'mine' },
      tts: { voice: 'old', speed: 1.2, format: 'wav' },
    });
    const filled = settingsOf(withPreset(before, preset({ voice: 'af_heart' })));
    const baseUrl = 'http://localhost:8000/v1';
    expect(filled).toEqual({
      llm: { model: 'mine' },
      stt: { baseUrl, model: 'whisper' },
      // Voice and format were those of another server, the speed is the user's.
      tts: { baseUrl, model: 'kokoro', voice: 'af_heart', speed: 1.2 },
      realtime: {},
    });
    expect(servesText(preset())).toBe('listening and speaking');
  });

  it('name each server once, as its key is', () => {
    const baseUrl = 'https://api.groq.com/openai/v1';
    const local = { baseUrl: 'http://localhost:8880/v1' };
    expect(originsOf(forms({ llm: { baseUrl }, stt: { baseUrl }, tts: local }))).toEqual([
      'https://api.groq.com',
      'http://localhost:8880',
    ]);
  });

  it('say in a line what is set', () => {
    expect(optionsInOneLine('llm', forms().llm)).toBe('as the provider likes it');
    const { llm } = forms({ llm: { temperature: 0.7, maxTokens: 300 } });
    expect(optionsInOneLine('llm', llm)).toBe('temperature 0.7, at most 300 tokens');
  });

  it('offer an effort to models that reason', () => {
    expect(mayReason('openai', 'gpt-5-mini')).toBe(true);
    expect(mayReason('openai', 'o4-mini')).toBe(true);
    expect(mayReason('openai', 'gpt-4.1-mini')).toBe(false);
    expect(mayReason('openai-compatible', 'whatever')).toBe(true);
  });
});
