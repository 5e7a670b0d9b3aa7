import { expect, test } from 'vitest';
import { childEnv } from '../../../src/main/workers/child-env.ts';

test('a child inherits what programs need, and no secret of the user', () => {
  const env = childEnv(
    {},
    {
      PATH: '/bin',
      HOME: '/home/u',
      OPENAI_API_KEY: 'sk-canary',
      LIVEKIT_API_SECRET: 'canary',
      NODE_OPTIONS: '--inspect',
    },
  );
  expect(env).toEqual({ PATH: '/bin', HOME: '/home/u' });
});

test('what is given is added and wins', () => {
  expect(childEnv({ PATH: '/own', PORT: '1' }, { PATH: '/bin' })).toEqual({
    PATH: '/own',
    PORT: '1',
  });
});
