import { APIConnectionError, APIError, APIStatusError } from '@livekit/agents';
import { describe, expect, it } from 'vitest';
import {
  isHopeless,
  isRenewal,
  realtimeFault,
} from '../../../../src/agents/side/realtime/faults.ts';

const ABOUT = { name: 'Maya', model: 'gpt-realtime', server: 'api.example.org' };
const server = (code: string, message = 'no') => new APIError(message, { body: { code } });

describe('faults of a speech-to-speech model', () => {
  it.each([
    ['a refused key', server('invalid_api_key'), 'provider-unauthorized', true],
    ['an unknown model', server('model_not_found'), 'provider-model-missing', true],
    ['no quota', server('insufficient_quota'), 'provider-quota', true],
    ['a session at its limit', server('session_expired'), 'provider-failed', false],
    [
      'a refused upgrade',
      new APIStatusError({ message: 'no', options: { statusCode: 401 } }),
      'provider-unauthorized',
      true,
    ],
    [
      'no server',
      new APIConnectionError({ message: 'ECONNREFUSED' }),
      'provider-unreachable',
      false,
    ],
  ])('%s', (_what, error, code, hopeless) => {
    const fault = realtimeFault(error, ABOUT);
    expect(fault).toMatchObject({
      code,
      details: { stage: 'Speech-to-speech of Maya', model: 'gpt-realtime' },
    });
    expect(isHopeless(fault)).toBe(hopeless);
  });

  it('name model, stage, persona and server where there is no such address', () => {
    const error = new APIStatusError({ message: 'no', options: { statusCode: 404 } });
    const { code, message } = realtimeFault(error, ABOUT);
    expect(code).toBe('provider-model-missing');
    for (const named of ['gpt-realtime', 'Speech-to-speech', 'Maya', 'api.example.org']) {
      expect(message).toContain(named);
    }
  });

  it('never hold a key', () => {
    const error = server('odd', 'Incorrect API key provided: sk-canary-0123456789abcdef.');
    expect(JSON.stringify(realtimeFault(error, ABOUT))).not.toContain('sk-canary');
  });

  it('a connection that is renewed is none', () => {
    const message = 'OpenAI Realtime API connection timeout';
    expect(isRenewal(new APIConnectionError({ message }))).toBe(true);
    expect(isRenewal(new APIConnectionError({ message: 'broken' }))).toBe(false);
  });
});
