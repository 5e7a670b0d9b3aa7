import { APIConnectionError, APIStatusError, APITimeoutError } from '@livekit/agents';
import {
  APIConnectionError as OpenAIConnectionError,
  APIConnectionTimeoutError,
  APIError,
} from 'openai';
import { describe, expect, it } from 'vitest';
import { providerFault, toApiError } from '../../../src/agents/speech/api-errors.ts';
import { isTransient, patiently } from '../../../src/agents/speech/patiently.ts';

const about = { stage: 'LLM of Maya', model: 'gpt-x' };
const status = (code: number, body: object = {}) =>
  APIError.generate(code, { error: body }, undefined, new Headers());

describe('providerFault', () => {
  it.each([
    [401, 'provider-unauthorized'],
    [403, 'provider-unauthorized'],
    [404, 'provider-model-missing'],
    [500, 'provider-failed'],
  ])('says what a status of %i means', (code, expected) => {
    expect(providerFault(toApiError(status(code)), about).code).toBe(expected);
  });

  it('names model, stage and persona of a missing model', () => {
    expect(providerFault(toApiError(status(404)), about).message).toMatch(/LLM of Maya.*gpt-x/);
  });

  it('never repeats what the provider said about a key', () => {
    const error = status(401, { message: 'Incorrect API key provided: sk-abcdef' });
    expect(JSON.stringify(providerFault(toApiError(error), about))).not.toContain('sk-');
  });

  it('tells an exhausted quota from a rate limit', () => {
    const quota = toApiError(status(429, { code: 'insufficient_quota', message: 'quota' }));
    expect(providerFault(quota, about).code).toBe('provider-quota');
    expect(isTransient(quota)).toBe(false);
    expect(isTransient(toApiError(status(429)))).toBe(true);
  });

  it('tells an unreachable provider', () => {
    const error = toApiError(new OpenAIConnectionError({ message: 'refused' }));
    expect(error).toBeInstanceOf(APIConnectionError);
    expect(providerFault(error, about).code).toBe('provider-unreachable');
    expect(toApiError(new APIConnectionTimeoutError())).toBeInstanceOf(APITimeoutError);
  });
});

describe('patiently', () => {
  const signal = new AbortController().signal;

  it('asks again after a passing fault', async () => {
    let asked = 0;
    const answer = await patiently(async () => {
      asked += 1;
      if (asked === 1) throw new APIStatusError({ options: { statusCode: 503 } });
      return 'heard';
    }, signal);
    expect([answer, asked]).toEqual(['heard', 2]);
  });

  it('does not ask again after a lasting one', async () => {
    let asked = 0;
    const request = patiently(async () => {
      asked += 1;
      throw new APIStatusError({ options: { statusCode: 401 } });
    }, signal);
    await expect(request).rejects.toBeInstanceOf(APIStatusError);
    expect(asked).toBe(1);
  });
});
