import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/contract/side.ts';
import { HANG_UP_FINISHING_MS } from '../../../src/main/conversations/goodbye-rule.ts';
import { FINISH_TURNS } from '../../../src/main/conversations/stop-rules.ts';
import { turnEndedMessage, turnStartedMessage } from './messages.ts';
import { Stage } from './stage.ts';

/** Turns of one second in turn, the first by b; each begins 0.2 s after the one before. */
class Talk {
  readonly #stage: Stage;
  #count = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get #side(): Side {
    return this.#count % 2 === 0 ? 'b' : 'a';
  }

  begin(): void {
    const { clock } = this.#stage;
    this.#stage.says(
      this.#side,
      turnStartedMessage(this.#side, `${this.#count}`, clock.monotonicMs()),
    );
  }

  async end(): Promise<void> {
    const { clock } = this.#stage;
    const startMs = clock.monotonicMs();
    await clock.advance(1000);
    const message = turnEndedMessage(this.#side, `${this.#count}`, startMs, startMs + 1000);
    this.#stage.says(this.#side, message);
    this.#count += 1;
  }

  async say(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) {
      await this.#stage.clock.advance(200);
      this.begin();
      await this.end();
    }
  }
}

describe('letting them finish', () => {
  it('tells both sides, once, and whoever looks on', async () => {
    const stage = new Stage();
    const run = await stage.begin();
    await new Talk(stage).say(1);
    run.letFinish();
    run.letFinish();
    const { a, b } = stage.engine.workerParts;
    expect([a.orders, b.orders]).toEqual([
      ['begin', 'wrap-up'],
      ['begin', 'wrap-up'],
    ]);
    expect(stage.pushes.of('finishing')).toEqual([{ kind: 'finishing', conversationId: 'c' }]);
    expect(stage.library.events.filter(({ kind }) => kind === 'finish-asked')).toHaveLength(1);
  });

  it('ends by the goodbye that they say', async () => {
    const stage = new Stage();
    const run = await stage.begin();
    const talk = new Talk(stage);
    await talk.say(1);
    run.letFinish();
    await talk.say(1);
    stage.engine.workerParts.a.say({ kind: 'hang-up' });
    await talk.say(1);
    stage.engine.workerParts.b.say({ kind: 'hang-up' });
    expect(await stage.ended(1000)).toMatchObject({ status: 'completed', endReason: 'goodbye' });
  });

  it('ends at the end of a turn when they do not come to an end, and says so', async () => {
    const stage = new Stage();
    const run = await stage.begin();
    const talk = new Talk(stage);
    await talk.say(1);
    talk.begin(); // the turn in progress is not one of theirs
    run.letFinish();
    await talk.end();
    await talk.say(FINISH_TURNS - 1);
    const { a } = stage.engine.workerParts;
    expect(a.orders).toEqual(['begin', 'wrap-up']);
    await stage.clock.advance(200);
    talk.begin();
    expect(a.orders).toEqual(['begin', 'wrap-up', 'hush']);
    await talk.end();
    expect(await stage.ended(1000)).toMatchObject({
      status: 'stopped',
      endReason: 'stopped',
      endMessage: 'They were asked to finish and said no goodbye within 4 turns.',
    });
    expect(stage.library.outcome?.turns.some(({ interrupted }) => interrupted)).toBe(false);
  });

  it('waits for the answer to the first goodbye, however busy the machine is', async () => {
    const stage = new Stage();
    const run = await stage.begin();
    const talk = new Talk(stage);
    await talk.say(1);
    run.letFinish();
    await talk.say(1);
    stage.engine.workerParts.a.say({ kind: 'hang-up' });
    await stage.clock.advance(HANG_UP_FINISHING_MS - 500);
    await talk.say(1);
    stage.engine.workerParts.b.say({ kind: 'hang-up' });
    expect(await stage.ended(1000)).toMatchObject({ endReason: 'goodbye', turns: { length: 3 } });
  });

  it('leaves a goodbye in the last of these turns a goodbye', async () => {
    const stage = new Stage();
    const run = await stage.begin();
    const talk = new Talk(stage);
    await talk.say(1);
    run.letFinish();
    await talk.say(FINISH_TURNS);
    stage.engine.workerParts.b.say({ kind: 'hang-up' });
    const last = await stage.ended(HANG_UP_FINISHING_MS + 500);
    expect(last).toMatchObject({ status: 'completed', endReason: 'goodbye' });
  });

  it('keeps to the limit of turns when that comes first', async () => {
    const stage = new Stage({ maxTurns: 3 });
    const run = await stage.begin();
    const talk = new Talk(stage);
    await talk.say(1);
    run.letFinish();
    await talk.say(2);
    expect(await stage.ended(1000)).toMatchObject({ endReason: 'max-turns' });
  });

  it('stops a run in which no word was said yet', async () => {
    const stage = new Stage();
    const run = await stage.begin();
    run.letFinish();
    expect(await stage.ended()).toMatchObject({
      status: 'stopped',
      endMessage: 'Stopped before a word was said.',
    });
    expect(stage.pushes.of('finishing')).toEqual([]);
  });

  it('changes nothing once it is decided that the run ends', async () => {
    const stage = new Stage();
    const run = await stage.begin();
    await new Talk(stage).say(1);
    run.stop();
    run.letFinish();
    expect(await stage.ended()).toMatchObject({ endMessage: 'Stopped by the user.' });
    expect(stage.engine.workerParts.a.orders).not.toContain('wrap-up');
  });
});
