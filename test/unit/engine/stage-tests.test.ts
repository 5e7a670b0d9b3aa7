import { expect, it, onTestFinished } from 'vitest';
import { settingsSchema } from '../../../src/contract/settings.ts';
import { testSetStage } from '../../../src/main/engine/stage-tests.ts';
import { FakeOpenAi } from '../../support/fake-openai/index.ts';

it('an address of the form in OpenAI’s place is tested with the key that is kept for OpenAI', async () => {
  const fake = await FakeOpenAi.start({ keys: ['sk-kept'] });
  onTestFinished(() => fake.close());
  const parts = {
    engine: { rehearsal: () => Promise.reject(new Error('not asked for')) },
    settings: {
      sources: () => ({
        ...{ env: {}, fromFile: [], settings: settingsSchema.parse({}) },
        keys: { openai: 'sk-kept' },
      }),
      secretValues: () => ['sk-kept'],
    },
  };
  const request = { stage: 'llm', provider: 'openai', baseUrl: fake.baseUrl } as const;
  expect(await testSetStage(parts, request)).toMatchObject({ ok: true });
  expect(fake.requests.at(-1)?.headers.authorization).toBe('Bearer sk-kept');
});
