import { expect, it } from 'vitest';
import { environmentServer } from '../../../src/main/engine/environment-server.ts';

it('the server of the environment is told with the place that names it, and without a password', () => {
  const env = { OPENAI_BASE_URL: ' https://me:canary@models.test/v1 ', LLM_MODEL: 'llama' };
  const server = { baseUrl: 'https://models.test/v1', model: 'llama' };
  expect(environmentServer({ env })).toEqual(server);
  const fromFile = ['OPENAI_BASE_URL', 'LLM_MODEL'];
  expect(environmentServer({ env, fromFile })).toEqual({ ...server, ofFile: true });
  expect(environmentServer({ env: {} })).toEqual({});
});
