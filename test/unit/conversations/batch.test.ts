import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/contract/conversation.ts';
import { StudioError } from '../../../src/contract/errors.ts';
import type { EstimateRun, StartConversation } from '../../../src/contract/studio-api.ts';
import type { Estimate } from '../../../src/contract/usage.ts';
import { runBatch, type BatchOptions } from '../../../src/main/conversations/batch.ts';
import { settle } from './manual-clock.ts';

/** Starts conversations that end when the test says so. */
class FakeStudio {
  readonly seeds: (number | undefined)[] = [];
  readonly budgets: (number | undefined)[] = [];
  readonly stopped: string[] = [];
  running = new Map<string, (conversation: Conversation) => void>();
  refuse = (_index: number): boolean => false;
  leastBudgetUsd = 0;
  /** What a total budget was held against. */
  readonly estimated: EstimateRun[] = [];
  readonly #ended = new Map<string, Promise<Conversation>>();

  async startConversation(request: StartConversation): Promise<{ id: string }> {
    const index = this.seeds.push(request.seed) - 1;
    this.budgets.push(request.budgetUsd);
    if (this.refuse(index)) throw new StudioError({ code: 'not-found', message: 'no scenario' });
    const id = `c${index}`;
    const ended = Promise.withResolvers<Conversation>();
    this.running.set(id, ended.resolve);
    this.#ended.set(id, ended.promise);
    return { id };
  }

  async estimateRun(asked: EstimateRun): Promise<Estimate> {
    this.estimated.push(asked);
    if (asked.request.budgetUsd !== undefined && asked.request.budgetUsd < this.leastBudgetUsd)
      throw new StudioError({ code: 'invalid-input', message: 'too small' });
    return { leastBudgetUsd: this.leastBudgetUsd } as Estimate;
  }

  async waitForConversation(id: string): Promise<Conversation> {
    return await (this.#ended.get(id) ?? Promise.reject(new Error(`no ${id}`)));
  }

  async stopConversation(id: string): Promise<Conversation> {
    this.stopped.push(id);
    this.end(id);
    return await this.waitForConversation(id);
  }

  end(id: string, usd = 0): void {
    const cost = { usd, unpriced: [], pricesAsOf: '2026-11-23' };
    this.running.get(id)?.({ id, usage: { entries: [], cost } } as unknown as Conversation);
    this.running.delete(id);
  }
}

function batch(studio: FakeStudio, more: Partial<BatchOptions> = {}) {
  const request = { scenario: 'late-parcel' };
  return runBatch({ studio, request, count: 3, concurrency: 2, seed: 10, ...more });
}

describe('a batch', () => {
  it('runs as many at once as allowed, with following seeds, and keeps the order', async () => {
    const studio = new FakeStudio();
    const started: string[] = [];
    const results = batch(studio, { onStarted: (id) => started.push(id) });
    await settle();
    expect([...studio.running.keys()]).toEqual(['c0', 'c1']);
    studio.end('c1');
    await settle();
    expect([...studio.running.keys()]).toEqual(['c0', 'c2']);
    studio.end('c2');
    studio.end('c0');
    expect((await results).map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(studio.seeds).toEqual([10, 11, 12]);
    expect(started).toEqual(['c0', 'c1', 'c2']);
  });

  it('goes on after one that was refused', async () => {
    const studio = new FakeStudio();
    studio.refuse = (index) => index === 0;
    const results = batch(studio, { concurrency: 1 });
    await settle();
    studio.end('c1');
    await settle();
    studio.end('c2');
    expect(await results).toMatchObject([
      { kind: 'refused', error: { code: 'not-found' } },
      { kind: 'ended', conversation: { id: 'c1' } },
      { kind: 'ended', conversation: { id: 'c2' } },
    ]);
  });

  it('stops the running ones and starts no more when aborted', async () => {
    const studio = new FakeStudio();
    const abort = new AbortController();
    const results = batch(studio, { count: 9, signal: abort.signal });
    await settle();
    abort.abort();
    expect(await results).toHaveLength(2);
    expect(studio.stopped).toEqual(['c0', 'c1']);
  });

  it('keeps a seed within its range', async () => {
    const studio = new FakeStudio();
    const results = batch(studio, { count: 2, concurrency: 2, seed: 0xffff_ffff });
    await settle();
    studio.end('c0');
    studio.end('c1');
    await results;
    expect(studio.seeds).toEqual([0xffff_ffff, 0]);
  });
});

describe('a batch with a total budget', () => {
  it('shares it among those that run, and takes back what they leave', async () => {
    const studio = new FakeStudio();
    const results = batch(studio, { totalBudgetUsd: 10 });
    await settle();
    expect(studio.budgets).toEqual([5, 5]);
    studio.end('c1', 2);
    await settle();
    expect(studio.budgets).toEqual([5, 5, 3]);
    studio.end('c0', 5);
    studio.end('c2', 3);
    expect(await results).toMatchObject([{ kind: 'ended' }, { kind: 'ended' }, { kind: 'ended' }]);
  });

  it('gives nobody more than a conversation may cost by itself', async () => {
    const studio = new FakeStudio();
    const request = { scenario: 'late-parcel', budgetUsd: 1 };
    const results = batch(studio, { totalBudgetUsd: 10, request, count: 2 });
    await settle();
    expect(studio.budgets).toEqual([1, 1]);
    studio.end('c0');
    studio.end('c1');
    await results;
  });

  it('begins none that could cost more than is left, as dear as the dearest so far', async () => {
    const studio = new FakeStudio();
    const results = batch(studio, { totalBudgetUsd: 10, count: 4, concurrency: 1 });
    await settle();
    studio.end('c0', 4);
    await settle();
    studio.end('c1', 3);
    const [, , third, fourth] = await results;
    expect(studio.seeds).toHaveLength(2);
    for (const leftOut of [third, fourth])
      expect(leftOut).toMatchObject({
        kind: 'left-out',
        reason: {
          message:
            'The budget for all conversations allowed no further one: $7.00 of $10.00 was spent.',
        },
      });
  });

  it('gives nobody less than a conversation needs: fewer are held at once', async () => {
    const studio = new FakeStudio();
    studio.leastBudgetUsd = 4;
    const results = batch(studio, { totalBudgetUsd: 10, count: 4, concurrency: 4 });
    await settle();
    expect(studio.budgets).toEqual([4, 4]);
    studio.end('c0', 1);
    await settle();
    expect(studio.budgets).toEqual([4, 4, 4]);
    studio.end('c1', 4);
    studio.end('c2', 2);
    expect((await results).map(({ kind }) => kind)).toEqual([
      'ended',
      'ended',
      'ended',
      'left-out',
    ]);
  });

  it('is refused as a whole where it is too small for one', async () => {
    const studio = new FakeStudio();
    studio.leastBudgetUsd = 4;
    await expect(batch(studio, { totalBudgetUsd: 3 })).rejects.toThrow('too small');
    expect(studio.seeds).toEqual([]);
    expect(studio.estimated).toMatchObject([{ count: 1, request: { budgetUsd: 3 } }]);
  });

  it('waits for what a running one may leave', async () => {
    const studio = new FakeStudio();
    const results = batch(studio, { totalBudgetUsd: 10 });
    await settle();
    studio.end('c0', 5);
    await settle();
    expect(studio.seeds).toHaveLength(2);
    studio.end('c1', 0);
    await settle();
    expect(studio.budgets).toEqual([5, 5, 5]);
    studio.end('c2', 1);
    expect(await results).toHaveLength(3);
  });

  it('starts none that waited when it is aborted', async () => {
    const studio = new FakeStudio();
    const abort = new AbortController();
    const results = batch(studio, { totalBudgetUsd: 10, signal: abort.signal });
    await settle();
    studio.end('c0', 5);
    await settle();
    abort.abort();
    expect(await results).toHaveLength(2);
    expect(studio.seeds).toHaveLength(2);
  });
});
