import { beforeEach, describe, expect, it } from 'vitest';
import type { EgressBegin, EgressPort } from '../../../src/main/conversations/ports.ts';
import { Stage } from './stage.ts';

/** Keeps what it is asked for, in one order with what LiveKit is asked for. */
class FakeEgressPort implements EgressPort {
  readonly begun: EgressBegin[] = [];
  readonly calls: string[];
  ending: Promise<void> = Promise.resolve();

  constructor(calls: string[]) {
    this.calls = calls;
  }

  begin(about: EgressBegin): void {
    this.calls.push('egress begins');
    this.begun.push(about);
  }

  async end(): Promise<void> {
    this.calls.push('egress ends');
    await this.ending;
  }
}

let stage: Stage;
let egress: FakeEgressPort;
beforeEach(() => {
  stage = new Stage();
  egress = new FakeEgressPort(stage.engine.livekitPart.calls);
  stage.egress = egress;
});

describe('the egress of a run', () => {
  it('begins when both sides are in and recorded, under their identities', async () => {
    await stage.begin();
    expect(egress.begun).toMatchObject([
      { conversationId: 'c', room: 'duologue-c', identities: { a: 'c-a', b: 'c-b' } },
    ]);
    const { calls } = egress;
    const lastDispatch = calls.findLastIndex((call) => call.startsWith('dispatch'));
    expect(calls.indexOf('egress begins')).toBeGreaterThan(lastDispatch);
  });

  it('ends before the room does', async () => {
    const run = await stage.begin();
    run.stop();
    await stage.ended();
    const { calls } = egress;
    expect(calls.indexOf('egress ends')).toBeGreaterThan(0);
    expect(calls.indexOf('egress ends')).toBeLessThan(calls.indexOf('remove duologue-c'));
  });

  it('delays the end by a second at most when LiveKit does not answer', async () => {
    egress.ending = new Promise(() => undefined);
    const run = await stage.begin();
    run.stop();
    const { status } = await stage.ended(1000);
    expect(status).toBe('stopped');
    expect(egress.calls.at(-1)).toBe('remove duologue-c');
  });

  it('tells of its failure by a notice, and the run goes on', async () => {
    await stage.begin();
    egress.begun[0]?.notice({ code: 'livekit-failed', message: 'No egress service.' });
    await stage.clock.advance(1000);
    expect(stage.pushes.of('notice').map(({ error }) => error.message)).toEqual([
      'No egress service.',
    ]);
    expect(stage.library.statuses).toEqual(['running']);
  });

  it('in the room is nobody that a run misses or takes for a side', async () => {
    await stage.begin();
    stage.engine.livekitPart.present?.push('EG_1');
    await stage.clock.advance(7000);
    const { present } = stage.engine.livekitPart;
    present?.splice(present.indexOf('EG_1'), 1);
    await stage.clock.advance(7000);
    expect(stage.library.statuses).toEqual(['running']);
  });

  it('is not asked for when the run ends before it began', async () => {
    stage.engine.workerParts.a.deaf.join = true;
    const run = await stage.begin();
    run.stop();
    await stage.ended(5000);
    expect(egress.calls.filter((call) => call.startsWith('egress'))).toEqual([]);
  });
});
