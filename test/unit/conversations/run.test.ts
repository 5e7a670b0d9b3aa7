import { describe, expect, it } from 'vitest';
import { sideJobSchema } from '../../../src/contract/worker-messages.ts';
import {
  heardMessage,
  spoken,
  turnEndedMessage,
  turnStartedMessage,
  turnWordsMessage,
} from './messages.ts';
import { Stage } from './stage.ts';

describe('a run that goes well', () => {
  it('gets ready step by step, begins, and ends by goodbye with everything stored', async () => {
    const stage = new Stage();
    await stage.begin();
    const { workerParts, livekitPart, recorderPart, rehearsalPart } = stage.engine;
    const done = stage.steps().filter((step) => step.endsWith('done'));
    expect(done.slice(0, 4).toSorted()).toEqual([
      'livekit done',
      'providers done',
      'recorder done',
      'workers done',
    ]);
    expect(done.slice(4)).toEqual(['room done', 'dispatch done']);
    expect(livekitPart.calls).toEqual([
      'create duologue-c 10',
      'dispatch duologue-c agent-a',
      'dispatch duologue-c agent-b',
    ]);
    expect(recorderPart.orders).toEqual([
      {
        conversationId: 'c',
        url: 'ws://127.0.0.1:1',
        token: 'a token',
        identities: { a: 'c-a', b: 'c-b' },
        path: '/data/recordings/c/conversation.wav',
      },
    ]);
    expect(workerParts.a.orders).toEqual(['begin']);
    expect(stage.library.statuses).toEqual(['running']);

    const now = stage.clock.monotonicMs();
    stage.says('b', turnStartedMessage('b', '1', now + 500));
    stage.says('b', turnEndedMessage('b', '1', now + 500, now + 1500));
    stage.says('a', heardMessage('a', 'hello there', now + 600, now + 1600));
    workerParts.b.say({ kind: 'hang-up' });
    const conversation = await stage.ended(500);

    expect(conversation).toMatchObject({
      status: 'completed',
      endReason: 'goodbye',
      endMessage: 'Ben said goodbye and hung up.',
      error: null,
      durationMs: 10_000,
      turns: [{ id: '1', text: 'Hello there.', heard: 'hello there' }],
      metrics: { turnCount: 1 },
    });
    expect(stage.recordings.moments).toEqual({
      dispatchMonotonicMs: now,
      sampleZeroMonotonicMs: now,
    });
    expect(workerParts.a.orders).toEqual(['begin', 'leave']);
    expect(recorderPart.stops).toBe(1);
    const { calls } = stage.recordings;
    expect(calls).toEqual(['prepare', 'finalise', 'align', 'metrics', 'tidy']);
    expect(livekitPart.calls.at(-1)).toBe('remove duologue-c');
    expect(rehearsalPart.calls).toEqual(['open 7', 'close']);
    expect(stage.pushes.all.at(-1)).toMatchObject({ kind: 'ended', status: 'completed' });
  });

  it('gives every side its frozen job', async () => {
    const stage = new Stage();
    await stage.begin();
    const [job] = stage.engine.workerParts.b.jobs;
    expect(sideJobSchema.parse(job)).toMatchObject({
      conversationId: 'c',
      side: 'b',
      identity: 'c-b',
      peer: { kind: 'ours', identity: 'c-a' },
      name: 'Ben',
      instructions: 'instructions of b',
      opener: true,
      player: { llm: { model: 'rehearsal-mind', baseUrl: 'http://127.0.0.1:2/v1' } },
    });
    expect(stage.engine.workerParts.a.jobs[0]?.opener).toBe(false);
  });

  it('stores a turn before it is pushed, with provisional times of the recording', async () => {
    const stage = new Stage();
    await stage.begin();
    const now = stage.clock.monotonicMs();
    let storedWhenPushed = false;
    stage.pushes.all.push = (...events) => {
      storedWhenPushed ||= events.some((e) => e.kind === 'turn') && stage.library.turns.has('1');
      return Array.prototype.push.apply(stage.pushes.all, events);
    };
    stage.says('b', turnEndedMessage('b', '1', now + 500, now + 1500));
    stage.says('a', turnEndedMessage('a', '2', now + 1900, now + 2500));
    expect(storedWhenPushed).toBe(true);
    expect(stage.library.turns.get('1')).toMatchObject({
      startMs: 500,
      endMs: 1500,
      gapMs: null,
      words: [{ text: 'Hello', startMs: 500, endMs: 800 }],
    });
    expect(stage.library.turns.get('2')).toMatchObject({ gapMs: 400, index: 1 });
  });

  it('stores what was heard and logs every message of a worker', async () => {
    const stage = new Stage();
    await stage.begin();
    const now = stage.clock.monotonicMs();
    stage.says('b', turnEndedMessage('b', '1', now, now + 1000));
    stage.says('a', heardMessage('a', 'hello', now, now + 1000));
    expect(stage.library.turns.get('1')?.heard).toBe('hello');
    expect(stage.pushes.of('heard')).toMatchObject([{ turnId: '1', heard: 'hello' }]);
    const kinds = stage.library.events.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['joined', 'linked', 'recorder-listening', 'began', 'turn-ended']),
    );
    expect(kinds).toContain('heard');
  });

  it('pushes levels and states, and a fault that is not fatal as a notice', async () => {
    const stage = new Stage();
    await stage.begin();
    const atMonotonicMs = stage.clock.monotonicMs() + 300;
    const about = { conversationId: 'c', side: 'a' } as const;
    stage.says('a', { kind: 'state', ...about, state: 'thinking', atMonotonicMs });
    const error = { code: 'provider-failed' as const, message: 'slow' };
    stage.says('a', { kind: 'fault', ...about, error, fatal: false });
    stage.engine.recorderPart.listeners.emit({
      kind: 'progress',
      conversationId: 'c',
      clock: { monotonicMs: atMonotonicMs, recordingMs: 290 },
      levels: { a: -20, b: -90 },
      peaks: { a: [10, 20], b: [0, 1] },
    });
    expect(stage.pushes.of('side-state')).toMatchObject([{ state: 'thinking', atMs: 300 }]);
    expect(stage.pushes.of('notice')).toMatchObject([{ error }]);
    expect(stage.pushes.of('levels')).toMatchObject([
      { a: -20, b: -90, atMs: 290, peaks: { a: [10, 20], b: [0, 1] } },
    ]);
    expect(stage.library.events.some(({ kind }) => kind.includes('progress'))).toBe(false);
  });

  it('pushes words while they are spoken, on the clock of the recording', async () => {
    const stage = new Stage();
    await stage.begin();
    const now = stage.clock.monotonicMs();
    stage.says('b', turnStartedMessage('b', '1', now + 500));
    stage.says('b', turnWordsMessage('b', '1', [spoken('Hello', 0)]));
    stage.says('b', turnWordsMessage('b', '1', [spoken('there.', 300)]));
    expect(stage.pushes.of('turn-words')).toEqual([
      { kind: 'turn-words', conversationId: 'c', turnId: '1', words: [spoken('Hello', 500)] },
      { kind: 'turn-words', conversationId: 'c', turnId: '1', words: [spoken('there.', 800)] },
    ]);
    expect(stage.library.events.some(({ kind }) => kind === 'turn-words')).toBe(false);
  });

  it('stores the turn that goes on with its first words, and then once in a second of its sound', async () => {
    const stage = new Stage();
    await stage.begin();
    const now = stage.clock.monotonicMs();
    const stored = () => stage.library.turns.get('1');
    stage.says('b', turnStartedMessage('b', '1', now + 500));
    expect(stored()).toBeUndefined();
    stage.says('b', turnWordsMessage('b', '1', [spoken('Hello', 0)]));
    const first = { text: 'Hello', startMs: 500, endMs: 800, interrupted: true };
    expect(stored()).toMatchObject({ ...first, words: [spoken('Hello', 500)] });
    stage.says('b', turnWordsMessage('b', '1', [spoken('there,', 300)]));
    expect(stored()?.text).toBe('Hello');
    stage.says('b', turnWordsMessage('b', '1', [spoken('Ben', 600), spoken('Ashe', 900)]));
    expect(stored()).toMatchObject({ text: 'Hello there, Ben Ashe', endMs: 1700 });
    stage.says('b', turnEndedMessage('b', '1', now + 500, now + 900, { text: 'Hello there.' }));
    expect(stored()).toMatchObject({ text: 'Hello there.', interrupted: false });
  });

  it('takes back a turn of which nothing was audible', async () => {
    const stage = new Stage();
    await stage.begin();
    const now = stage.clock.monotonicMs();
    stage.says('b', turnStartedMessage('b', '1', now));
    stage.says('b', turnWordsMessage('b', '1', [spoken('Hello', 0)]));
    expect(stage.library.turns.size).toBe(1);
    stage.says('b', turnEndedMessage('b', '1', now, now + 50, { text: '', words: [] }));
    expect(stage.pushes.of('turn-dropped')).toMatchObject([{ turnId: '1' }]);
    expect(stage.library.turns.size).toBe(0);
  });

  it('leaves no timer and no listener behind', async () => {
    const stage = new Stage();
    const run = await stage.begin();
    run.stop();
    await stage.ended();
    expect(stage.clock.pending).toBe(0);
    expect(stage.engine.workerParts.a.listeners.size).toBe(0);
    expect(stage.engine.recorderPart.listeners.size).toBe(0);
    expect(stage.engine.livekitPart.down.size).toBe(0);
    expect(stage.engine.rehearsalPart.down.size).toBe(0);
  });
});

describe('several runs', () => {
  it('begin one after the other: the next one when the one before talks', async () => {
    const stage = new Stage();
    const pass = await stage.turnstile.enter();
    stage.start();
    await stage.clock.advance(60_000);
    expect(stage.engine.livekitPart.calls).toEqual([]);
    pass();
    await stage.clock.advance(0);
    expect(stage.engine.workerParts.a.orders).toEqual(['begin']);
    const next = stage.turnstile.enter();
    stage.says('b', turnStartedMessage('b', '1', stage.clock.monotonicMs()));
    await next;
  });

  it('do not wait for one that is slow to begin', async () => {
    const stage = new Stage();
    stage.engine.workerParts.b.deaf.join = true;
    await stage.begin();
    const next = stage.turnstile.enter();
    await stage.clock.advance(2500);
    await next;
  });

  it.each(['while it waits', 'before its first word'])(
    'pass one that is stopped %s',
    async (when) => {
      const stage = new Stage();
      const pass = when === 'while it waits' ? await stage.turnstile.enter() : undefined;
      const run = await stage.begin();
      run.stop();
      expect(await stage.ended()).toMatchObject({ status: 'stopped' });
      const next = stage.turnstile.enter();
      pass?.();
      await next;
    },
  );
});

describe('limits', () => {
  it.each([
    ['max-minutes', { maxMinutes: 1, silenceSeconds: 600 }, 60_100],
    ['silence', { silenceSeconds: 5 }, 5100],
  ] as const)('ends by %s', async (reason, limits, ms) => {
    const stage = new Stage(limits);
    await stage.begin();
    const now = stage.clock.monotonicMs();
    stage.says('b', turnStartedMessage('b', '1', now));
    stage.says('b', turnEndedMessage('b', '1', now, now));
    expect(await stage.ended(ms)).toMatchObject({ status: 'completed', endReason: reason });
  });

  it('ends by max-turns', async () => {
    const stage = new Stage({ maxTurns: 1 });
    await stage.begin();
    const now = stage.clock.monotonicMs();
    stage.says('b', turnEndedMessage('b', '1', now - 900, now));
    expect(await stage.ended(500)).toMatchObject({ endReason: 'max-turns' });
  });
});

describe('the last allowed turn', () => {
  it('is answered no more: both sides are hushed when it begins, once', async () => {
    const stage = new Stage({ maxTurns: 2 });
    await stage.begin();
    const { workerParts } = stage.engine;
    const now = stage.clock.monotonicMs();
    stage.says('b', turnStartedMessage('b', '1', now));
    stage.says('b', turnEndedMessage('b', '1', now, now + 500));
    expect(workerParts.a.orders).toEqual(['begin']);
    stage.says('a', turnStartedMessage('a', '2', now + 700));
    expect(workerParts.a.orders).toEqual(['begin', 'hush']);
    expect(workerParts.b.orders).toEqual(['begin', 'hush']);
    stage.says('a', turnEndedMessage('a', '2', now + 700, now + 900));
    expect(workerParts.b.orders).toEqual(['begin', 'hush']);
    expect(await stage.ended(1500)).toMatchObject({ endReason: 'max-turns' });
  });

  it('is not counted from turns of which nothing was audible', async () => {
    const stage = new Stage({ maxTurns: 2 });
    await stage.begin();
    const { workerParts } = stage.engine;
    const now = stage.clock.monotonicMs();
    stage.says('b', turnEndedMessage('b', 'void', now, now + 50, { text: '', words: [] }));
    stage.says('b', turnStartedMessage('b', '1', now + 100));
    expect(workerParts.a.orders).toEqual(['begin']);
    stage.says('b', turnEndedMessage('b', '1', now + 100, now + 500));
    stage.says('a', turnStartedMessage('a', '2', now + 700));
    expect(workerParts.a.orders).toEqual(['begin', 'hush']);
  });
});

describe('stop', () => {
  it('cuts what is being said and keeps it', async () => {
    const stage = new Stage();
    const run = await stage.begin();
    const now = stage.clock.monotonicMs();
    stage.says('b', turnStartedMessage('b', '1', now));
    stage.engine.workerParts.b.leave = () => {
      const cut = { text: 'Hello', intended: 'Hello there.', interrupted: true };
      stage.says('b', turnEndedMessage('b', '1', now, now + 400, cut));
      stage.engine.workerParts.b.say({ kind: 'left' });
    };
    run.stop();
    expect(await stage.ended()).toMatchObject({
      status: 'stopped',
      endReason: 'stopped',
      endMessage: 'Stopped by the user.',
      turns: [{ text: 'Hello', interrupted: true }],
    });
  });

  it.each(['parts', 'room', 'join', 'link', 'recorder'])('works at the step %s', async (where) => {
    const stage = new Stage();
    const { engine } = stage;
    const gate = Promise.withResolvers<void>();
    if (where === 'parts') engine.gate = gate.promise;
    if (where === 'room') engine.livekitPart.roomGate = gate.promise;
    if (where === 'join') engine.workerParts.b.deaf.join = true;
    if (where === 'link') engine.workerParts.b.deaf.link = true;
    if (where === 'recorder') engine.recorderPart.deaf.join = true;
    const run = await stage.begin();
    run.stop();
    await stage.clock.advance(100);
    gate.resolve();
    expect(await stage.ended(200)).toMatchObject({ status: 'stopped', endReason: 'stopped' });
    expect(stage.pushes.of('step').filter(({ step }) => step.state === 'failed')).toEqual([]);
    expect(engine.workerParts.a.orders).not.toContain('begin');
    expect(engine.recorderPart.orders.length).toBe(engine.recorderPart.stops);
    const created = engine.livekitPart.calls.some((call) => call.startsWith('create'));
    expect(engine.livekitPart.calls.at(-1)).toBe(created ? 'remove duologue-c' : undefined);
  });

  it('does not wait longer than its deadlines for sides and recorder', async () => {
    const stage = new Stage();
    stage.engine.workerParts.a.deaf.leave = true;
    stage.engine.recorderPart.deaf.finish = true;
    const run = await stage.begin();
    run.stop();
    expect(await stage.ended(8000)).toMatchObject({ status: 'stopped', error: null });
    expect(stage.recordings.calls).toContain('repair');
  });

  it('hurries when the host closes, also in the middle of an unhurried end', async () => {
    const stage = new Stage();
    stage.engine.workerParts.a.deaf.leave = true;
    stage.engine.recorderPart.deaf.finish = true;
    const run = await stage.begin();
    run.stop();
    await stage.clock.advance(500);
    run.stop({ hurry: true });
    await stage.ended(3000);
  });

  it('is content with what is known of its turns when the host closes', async () => {
    const stage = new Stage();
    stage.recordings.alignsUntilLate = true;
    const run = await stage.begin();
    run.stop();
    await stage.clock.advance(60_000);
    expect(stage.recordings.calls.at(-1)).toBe('align');
    run.stop({ hurry: true });
    expect(await stage.ended(700)).toMatchObject({ status: 'stopped', error: null });
  });
});
