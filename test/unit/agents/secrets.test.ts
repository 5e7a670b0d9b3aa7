import { describe, expect, it } from 'vitest';
import { providerFault, toApiError } from '../../../src/agents/speech/api-errors.ts';
import { Secrets } from '../../../src/agents/worker/secrets.ts';
import { Worker } from '../../../src/agents/worker/worker.ts';
import type { FromWorker } from '../../../src/contract/worker-messages.ts';
import { APIError } from 'openai';

describe('Secrets', () => {
  it('removes every given value, wherever it stands in the data', () => {
    const secrets = new Secrets();
    secrets.add(['sk-canary-0123', 'none']);
    const data = { message: 'boom sk-canary-0123!', details: { list: ['sk-canary-0123'], n: 1 } };
    expect(secrets.removeFromData(data)).toEqual({
      message: 'boom [removed]!',
      details: { list: ['[removed]'], n: 1 },
    });
    expect(secrets.removeFrom('none of it')).toBe('none of it');
  });
});

describe('Worker', () => {
  it('tells no secret that it was given, whatever an error says', async () => {
    const told: FromWorker[] = [];
    const worker = new Worker((message) => told.push(message));
    await worker.handle({
      kind: 'init',
      side: 'a',
      agentName: 'x',
      livekit: { url: 'canary-secret-42', apiKey: 'k', apiSecret: 'canary-secret-42' },
      keys: {},
    });
    expect(told).toMatchObject([{ kind: 'unregistered', final: true }]);
    expect(JSON.stringify(told)).not.toContain('canary-secret-42');
    await worker.close();
  });
});

describe('a provider that repeats the key', () => {
  it.each([
    'boom sk-proj-AbC123xyz_456',
    'bad key sk-ab**********yz',
    'Bearer abcdef0123456789abcdef0123456789abcd',
  ])('is not repeated: %s', (message) => {
    const error = toApiError(
      APIError.generate(500, { error: { message } }, undefined, new Headers()),
    );
    const fault = providerFault(error, { stage: 'LLM of Maya', model: 'm' });
    expect(fault.message).toContain('[removed]');
    expect(fault.message).not.toMatch(/AbC123|yz|abcdef0123/);
  });
});
