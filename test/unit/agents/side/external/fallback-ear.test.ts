import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFallbackEar } from '../../../../../src/agents/side/external/fallback-ear.ts';
import { SideReports } from '../../../../../src/agents/side/side-reports.ts';
import type { SidePlayer } from '../../../../../src/contract/provider.ts';
import type { FromWorker, SideJob } from '../../../../../src/contract/worker-messages.ts';
import { costOf } from '../../../../../src/main/pricing/cost.ts';
import { usageEntries } from '../../../../../src/main/conversations/usage.ts';
import { FakeOpenAi } from '../../../../support/fake-openai/index.ts';

const RATE = 16_000;

let fake: FakeOpenAi;
beforeEach(async () => {
  fake = await FakeOpenAi.start();
});
afterEach(() => fake.close());

it('what our ear of the user’s own agent hears is paid in that side’s name, once a request', async () => {
  const stt = { provider: 'openai-compatible', baseUrl: fake.baseUrl, model: 'ear' } as const;
  const job: SideJob = {
    ...{ conversationId: 'c', side: 'a', identity: 'a', name: 'Ann', opener: true, seed: 1 },
    ...{ instructions: '', peer: { kind: 'external', stt } },
    manner: { talkativeness: 0.5, patience: 0.5, interrupting: 0 },
    player: {
      ...{ kind: 'realtime', provider: 'openai', model: 'm', voice: 'v', transcriptionModel: 'e' },
    },
  };
  const told: FromWorker[] = [];
  const reports = new SideReports({ ...job, side: 'b' }, (message) => told.push(message));
  const ear = makeFallbackEar(job, {}, reports.usage);
  const second = new Int16Array(RATE);
  const { signal } = new AbortController();
  await ear?.words([second, second.subarray(0, RATE / 2)], signal);
  await ear?.words([second], signal);
  await expect.poll(() => told).toHaveLength(2);
  await ear?.close();

  const used = told.flatMap((message) => (message.kind === 'usage' ? message : []));
  expect(used.map(({ side, stage, amounts }) => [side, stage, amounts.audioInputSeconds])).toEqual([
    ['b', 'stt', 1.5],
    ['b', 'stt', 1],
  ]);
  const b: SidePlayer = { kind: 'external', agentName: 'mine', metadata: '', stt };
  const entries = usageEntries(used, { a: b, b });
  expect(entries[0]).toMatchObject({ side: 'b', model: 'ear', baseUrl: fake.baseUrl });
  const prices = [{ model: 'ear', audioInputMinutes: 0.6 }];
  expect(costOf(entries, { asOf: '2026-01-01', prices }).usd).toBeCloseTo(0.025, 10);
});
