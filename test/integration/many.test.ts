import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { descendants, openHandles, until } from '../support/process-tree.ts';
import { fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';

describe('one studio, many conversations', () => {
  let fixture: StudioFixture;
  beforeAll(async () => {
    fixture = await StudioFixture.open();
  });
  afterAll(() => fixture.close());

  it('leaves nothing behind after ten in a row', async () => {
    const request = fixtureRequest('tiny');
    await fixture.run(request); // everything warm
    const before = { processes: descendants(process.pid).length, handles: openHandles() };
    for (let i = 0; i < 10; i++) {
      const { status, endReason } = await fixture.run({ ...request, seed: i });
      expect({ status, endReason }).toEqual({ status: 'completed', endReason: 'goodbye' });
    }
    expect(descendants(process.pid)).toHaveLength(before.processes);
    if (before.handles !== undefined) {
      expect(openHandles()).toBeLessThanOrEqual(before.handles + 2);
    }
    const { items } = await fixture.studio.listConversations();
    expect(items).toHaveLength(11);
  }, 300_000);

  it('holds four at once, each whole', async () => {
    const runs = [0, 1, 2, 3].map((seed) => fixture.run({ scenario: 'late-parcel', seed }));
    const conversations = await Promise.all(runs);
    for (const conversation of conversations) {
      expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye' });
      expect(conversation.metrics?.heardWer).toBeLessThanOrEqual(0.05);
      const sides = new Set(conversation.turns.map(({ side }) => side));
      expect(sides.size).toBe(2);
    }
  }, 240_000);

  it('ends every process that it started', async () => {
    const mine = descendants(process.pid);
    const own = await StudioFixture.open();
    await own.run(fixtureRequest('tiny'));
    const started = descendants(process.pid).filter((pid) => !mine.includes(pid));
    expect(started.length).toBeGreaterThanOrEqual(5);
    await own.close();
    await until(
      () => descendants(process.pid).every((pid) => !started.includes(pid)),
      'all children gone',
      10_000,
    );
  }, 120_000);
});
