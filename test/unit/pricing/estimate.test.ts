import { describe, expect, it } from 'vitest';
import type { Pipeline, SidePlayer } from '../../../src/contract/provider.ts';
import { estimateCost } from '../../../src/main/pricing/estimate.ts';
import { BUILT_IN_PRICES } from '../../../src/main/pricing/table.ts';

const provider = 'openai';
const pipeline: Pipeline = {
  kind: 'pipeline',
  llm: { provider, model: 'gpt-4.1-mini' },
  stt: { provider, model: 'gpt-4o-mini-transcribe' },
  tts: { provider, model: 'gpt-4o-mini-tts', voice: 'alloy' },
};
const realtime: SidePlayer = {
  ...{ kind: 'realtime', provider, model: 'gpt-realtime', voice: 'marin' },
  transcriptionModel: 'gpt-4o-mini-transcribe',
};
const limits = { maxTurns: 60, maxMinutes: 10, silenceSeconds: 20 };
const options = { prompts: { a: 4000, b: 4000 }, table: BUILT_IN_PRICES, count: 1 };

function estimate(a: SidePlayer, b = a, more: object = {}, count = 1) {
  return estimateCost({ stages: { a, b }, limits, ...more }, { ...options, count });
}

describe('an estimate', () => {
  it('goes from a short call to one that goes to its limits', () => {
    const { perConversation, unpriced, pricesAsOf, note } = estimate(pipeline);
    expect(perConversation.lowUsd).toBeGreaterThan(0.01);
    expect(perConversation.highUsd).toBeGreaterThan(perConversation.lowUsd * 5);
    expect(perConversation.highUsd).toBeLessThan(2);
    expect({ unpriced, pricesAsOf }).toEqual({ unpriced: [], pricesAsOf: BUILT_IN_PRICES.asOf });
    expect(note).toContain('6 to 60 turns');
  });

  it('is more for speech-to-speech, and less where limits are tight', () => {
    const usual = estimate(pipeline).perConversation;
    expect(estimate(realtime).perConversation.highUsd).toBeGreaterThan(usual.highUsd);
    const tight = { limits: { ...limits, maxTurns: 4 } };
    const { perConversation } = estimate(pipeline, pipeline, tight);
    expect(perConversation.highUsd).toBeLessThan(usual.highUsd / 5);
    expect(perConversation.highUsd).toBeGreaterThanOrEqual(perConversation.lowUsd);
  });

  it('is that of all conversations, and no more than the budget allows', () => {
    const { perConversation, total } = estimate(pipeline, pipeline, { budgetUsd: 0.05 }, 20);
    expect(perConversation.highUsd).toBe(0.05);
    expect(total.highUsd).toBeCloseTo(1);
    expect(total.lowUsd).toBeCloseTo(20 * perConversation.lowUsd);
  });

  it('keeps what it were without a budget, where the budget ends a call early', () => {
    const { perConversation } = estimate(pipeline);
    const capped = estimate(pipeline, pipeline, { budgetUsd: 0.05 });
    expect(capped.withoutBudget).toEqual(perConversation);
    const ample = estimate(pipeline, pipeline, { budgetUsd: perConversation.highUsd });
    expect(ample).not.toHaveProperty('withoutBudget');
    expect(estimate(pipeline)).not.toHaveProperty('withoutBudget');
  });

  it('names the servers that are free for standing in one’s own network', () => {
    const baseUrl = 'http://127.0.0.1:8000/v1';
    const own: SidePlayer = {
      ...{ kind: 'pipeline', llm: { ...pipeline.llm, baseUrl }, stt: { ...pipeline.stt, baseUrl } },
      tts: { ...pipeline.tts, baseUrl },
    };
    expect(estimate(own)).toMatchObject({
      ...{ total: { lowUsd: 0, highUsd: 0 }, freeServers: ['http://127.0.0.1:8000'] },
    });
    expect(estimate(own, pipeline).freeServers).toEqual(['http://127.0.0.1:8000']);
    expect(estimate(pipeline)).not.toHaveProperty('freeServers');
  });

  it('is nothing for the rehearsal, and for the agent of the user’s own', () => {
    const free = { provider: 'rehearsal', model: 'x' } as const;
    const rehearsal: SidePlayer = {
      ...{ kind: 'pipeline', llm: free, stt: free, tts: { ...free, voice: 'v' } },
    };
    const external: SidePlayer = { kind: 'external', agentName: 'mine', metadata: '', stt: null };
    expect(estimate(rehearsal, external).total).toEqual({ lowUsd: 0, highUsd: 0 });
  });

  it('names what has no price', () => {
    const strange = { ...pipeline, llm: { provider, model: 'gpt-9' } } as const;
    expect(estimate(strange, pipeline).unpriced).toEqual(['gpt-9']);
  });

  it('tells the least budget that is taken: two long turns, in round figures', () => {
    const { leastBudgetUsd, perConversation } = estimate(pipeline);
    expect(leastBudgetUsd).toBeGreaterThan(0.01);
    expect(leastBudgetUsd).toBeLessThan(0.06);
    expect(leastBudgetUsd).toBe(Number(leastBudgetUsd.toPrecision(2)));
    expect(leastBudgetUsd).toBeLessThan(perConversation.highUsd);
    const one = estimate(pipeline, pipeline, { limits: { ...limits, maxTurns: 1 } });
    expect(one.leastBudgetUsd).toBeCloseTo(leastBudgetUsd / 2, 2);
  });

  it('counts our own ear of an agent that isn’t ours where that agent speaks', () => {
    const { stt } = pipeline;
    const external: SidePlayer = { kind: 'external', agentName: 'mine', metadata: '', stt };
    const deaf: SidePlayer = { ...external, stt: null };
    const [heard, unheard] = [estimate(pipeline, external), estimate(pipeline, deaf)];
    const ear = heard.perConversation.lowUsd - unheard.perConversation.lowUsd;
    // Three turns of 12 s.
    expect(ear).toBeCloseTo((3 * (120 * 1.25 + 45 * 5)) / 1e6, 10);
  });
});
