import { describe, expect, it } from 'vitest';
import type { ModelKind } from '../../../src/contract/settings.ts';
import { modelsFor, modelsIn } from '../../../src/main/providers/model-names.ts';
import { lacksVoice, usualVoice } from '../../../src/main/providers/model-voices.ts';
import { isKnownModel, OPENAI_MODELS, takesEffort } from '../../../src/main/providers/models.ts';
import { shutdownOf } from '../../../src/main/providers/shutdowns.ts';
import { usualModel } from '../../../src/main/providers/usual.ts';
import { voicesIn } from '../../../src/main/providers/voice-lists.ts';

const listed = (...ids: string[]) => ids.map((id) => ({ id }));

describe('the models of a list', () => {
  it('are told apart by the names that OpenAI gives', () => {
    const kinds: ModelKind[] = ['llm', 'stt', 'tts', 'realtime'];
    const others = [
      ...['text-embedding-3-small', 'dall-e-3', 'omni-moderation-latest', 'sora-2', 'gpt-5.2-pro'],
      ...['gpt-audio-1.5', 'gpt-live-1', 'gpt-realtime-translate', 'o1-pro-2025-03-19'],
      ...['gpt-4o-mini-audio-preview', 'gpt-5.3-codex', 'gpt-image-2.5-flare'],
    ];
    const all = listed(...kinds.flatMap((kind) => OPENAI_MODELS[kind]), ...others);
    for (const kind of kinds) {
      const found = modelsFor(all, kind, true);
      const known = OPENAI_MODELS[kind];
      expect(found.toSorted()).toEqual(known.toSorted());
    }
  });

  it('are told apart by their task where the server tells it', () => {
    const all = [
      { id: 'Systran/faster', task: 'automatic-speech-recognition' },
      { id: 'kokoro', task: 'text-to-speech' },
    ];
    expect(modelsFor(all, 'stt', false)).toEqual(['Systran/faster']);
    expect(modelsFor(all, 'tts', false)).toEqual(['kokoro']);
  });

  it('are all of them where no name says what it is for', () => {
    expect(modelsFor(listed('mine', 'yours'), 'tts', false)).toEqual(['mine', 'yours']);
    expect(modelsFor(listed('gpt-4.1'), 'tts', true)).toEqual([]);
  });

  it('of an own server may be called instruct', () => {
    expect(modelsFor(listed('qwen2.5-7b-instruct', 'nomic-embed'), 'llm', false)).toEqual([
      'qwen2.5-7b-instruct',
    ]);
  });
});

describe('a list', () => {
  it('is read in every form in which servers give it', () => {
    const models = [{ id: 'a', object: 'model' }, { id: 7 }, 'b', null];
    expect(modelsIn({ object: 'list', data: models })).toEqual([{ id: 'a', object: 'model' }]);
    expect(modelsIn({ models: ['x'], data: [{ id: 'a' }] })).toEqual([{ id: 'a' }]);
    expect(modelsIn([{ id: 'a' }])).toEqual([{ id: 'a' }]);
    expect(modelsIn({ object: 'list', data: null })).toEqual([]);
    for (const page of ['<html>', undefined, {}, { data: 'none' }])
      expect(() => modelsIn(page)).toThrow('no list of models');
  });
});

describe('what is known of models', () => {
  it('is which ones OpenAI shuts down: no usual one, where it names another', () => {
    for (const kind of ['llm', 'stt', 'realtime'] as const)
      expect(shutdownOf(usualModel(undefined, kind))).toBeUndefined();
    expect(shutdownOf('gpt-4.1-mini')).toMatchObject({ on: '2027-01-14' });
    expect(shutdownOf('gpt-4o-mini-tts-2025-12-15')?.remedy).toContain('speech-to-speech');
  });

  it('holds for their dated versions too', () => {
    expect(isKnownModel('llm', 'gpt-4.1-mini-2025-04-14')).toBe(true);
    expect(isKnownModel('llm', 'gpt-4.1-mni')).toBe(false);
  });

  it('is whether they reason', () => {
    expect(['gpt-5', 'o3', 'openai/gpt-5-mini'].map(takesEffort)).toEqual([true, true, true]);
    expect(['gpt-6-luna', 'gpt-5.6-sol', 'gpt-oss-20b'].map(takesEffort)).toEqual([
      ...[true, true, true],
    ]);
    expect(['gpt-4o', 'gpt-5-chat-latest', 'gpt-5.3-chat-latest'].map(takesEffort)).toEqual([
      ...[false, false, false],
    ]);
    expect(takesEffort('llama3.2')).toBeUndefined();
  });

  it('is which voices they have', () => {
    expect(lacksVoice('tts-1', 'marin')).toBe(true);
    expect(lacksVoice('gpt-realtime-mini', 'nova')).toBe(true);
    expect(lacksVoice('gpt-4o-mini-tts', 'marin')).toBe(false);
    expect(lacksVoice('kokoro', 'anything')).toBe(false);
    for (const model of Object.values(OPENAI_MODELS).flat()) {
      for (const side of ['a', 'b'] as const)
        expect(lacksVoice(model, usualVoice(model, side))).toBe(false);
    }
  });
});

it('voices are read in every form in which servers tell them', () => {
  const found = voicesIn({
    voices: [
      'af_heart',
      { id: 'bm', name: 'George' },
      { name: 'x', language: 'en' },
      { id: 7 },
      '',
    ],
  });
  expect(found).toEqual([
    { id: 'af_heart', label: 'af_heart', description: '' },
    { id: 'bm', label: 'George', description: '' },
    { id: 'x', label: 'x', description: 'en' },
  ]);
  expect(voicesIn({ voices: 'none' })).toEqual([]);
});
