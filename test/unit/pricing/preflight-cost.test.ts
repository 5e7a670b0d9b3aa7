import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChatTally } from '../../../src/agents/side/usage-answers.ts';
import type { UsageEntry } from '../../../src/contract/usage.ts';
import { preflight } from '../../../src/main/engine/preflight.ts';
import { costOf } from '../../../src/main/pricing/cost.ts';
import { BUILT_IN_PRICES } from '../../../src/main/pricing/table.ts';
import { KnownAnswers } from '../../../src/main/providers/known-answers.ts';
import { playersFor } from '../../../src/main/providers/players.ts';
import { askStage } from '../../../src/main/providers/stage-test.ts';
import { FakeOpenAi, type RecordedRequest } from '../../support/fake-openai/index.ts';
import { config } from '../conversations/samples.ts';
import { entry } from './samples.ts';

let fake: FakeOpenAi;
beforeEach(async () => {
  fake = await FakeOpenAi.start();
});
afterEach(() => fake.close());

/** What a request of it would use with OpenAI. */
function used({ route, body }: RecordedRequest): UsageEntry[] {
  const model = String(body['model']);
  if (route === 'chat') {
    const { inputTokens } = new ChatTally(JSON.stringify(body)).amounts();
    return [entry({ inputTokens, outputTokens: Number(body['max_tokens']) }, { model })];
  }
  if (route === 'speech') {
    const characters = String(body['input']).length;
    return [entry({ characters, audioOutputSeconds: 1 }, { stage: 'tts', model })];
  }
  const { bytes } = body['file'] as { bytes: number };
  return [entry({ audioInputSeconds: bytes / 32_000 }, { stage: 'stt', model })];
}

// As docs/decisions/0022 says: it is not counted, for it is next to nothing.
it('looking beforehand costs less than a tenth of a cent with the usual models', async () => {
  const usual = config();
  const env = { OPENAI_BASE_URL: fake.baseUrl, OPENAI_API_KEY: 'sk-test' };
  const stages = playersFor({ personas: usual.personas, provider: 'openai-compatible', env });
  await preflight({ ...usual, stages }, { keys: {}, known: new KnownAnswers(askStage) });
  // Servers of one's own are asked for a second sound, to know its rate.
  const asked = fake.requests.filter(({ body }) => body['response_format'] !== 'wav');
  expect(asked.map(({ route }) => route).toSorted()).toEqual([
    ...['chat', 'speech', 'speech', 'transcriptions'],
  ]);
  const cost = costOf(asked.flatMap(used), BUILT_IN_PRICES);
  expect(cost.unpriced).toEqual([]);
  expect(cost.usd).toBeGreaterThan(0);
  expect(cost.usd).toBeLessThan(0.001);
});
