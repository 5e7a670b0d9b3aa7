import { APIConnectionError, APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import { RealtimeRefusal } from '../../../src/main/providers/realtime-refusal.ts';
import { stageFault, type Tested } from '../../../src/main/providers/stage-fault.ts';

const refusal = (status: number, message: string) =>
  APIError.generate(status, { error: { message } }, undefined, new Headers());
const told = (thrown: unknown, more: Partial<Tested> = {}) =>
  stageFault(thrown, {
    ...{ stage: 'llm', model: 'm-1', baseUrl: undefined, apiKey: 'sk-canary-1', of: 'Ann' },
    ...more,
  }).data;

describe('why a stage failed', () => {
  it('names stage, model, persona and server', () => {
    expect(told(refusal(404, 'no such model'))).toEqual({
      code: 'provider-model-missing',
      message: 'OpenAI does not know the model of LLM of Ann (model "m-1").',
      remedy: 'Choose a model that OpenAI offers.',
      details: { stage: 'LLM of Ann', model: 'm-1', status: 404 },
    });
    const baseUrl = 'http://localhost:8880/v1';
    const down = new APIConnectionError({
      cause: Object.assign(new TypeError('fetch failed'), {
        // As for `localhost`, which has two addresses.
        cause: Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
      }),
    });
    expect(told(down, { baseUrl, stage: 'tts' }).message).toBe(
      'Kokoro-FastAPI at http://localhost:8880 can’t be reached, nothing listens there: TTS of Ann (model "m-1").',
    );
  });

  it('tells that OpenAI has shut the model down', () => {
    const gone = { model: 'gpt-4.1-mini' };
    expect(told(refusal(404, 'no such model'), gone).remedy).toBe(
      'OpenAI announced that it shuts this model down on 2027-01-14. Choose gpt-6-luna.',
    );
    const elsewhere = { ...gone, baseUrl: 'http://localhost:1/v1' };
    expect(told(refusal(404, 'no such model'), elsewhere).remedy).not.toContain('2027');
  });

  it('tells a speech-to-speech model from the one that writes down what it heard', () => {
    const test = { stage: 'realtime', transcriptionModel: 'ear-1' } as const;
    const missing = (model: string) => new RealtimeRefusal(404, `Invalid model: ${model}`);
    expect(told(missing('ear-1'), test).message).toContain('(model "ear-1")');
    expect(told(missing('m-1'), test).message).toContain('(model "m-1")');
  });

  it('never repeats the key, also one that looks like none', () => {
    for (const apiKey of ['sk-canary-12345', 'Winter!Garden!42']) {
      const error = told(refusal(400, `Something about ${apiKey}`), { apiKey });
      expect(JSON.stringify(error)).not.toContain(apiKey);
    }
  });
});
