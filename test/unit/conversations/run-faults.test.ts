import { describe, expect, it } from 'vitest';
import type { ErrorData } from '../../../src/contract/errors.ts';
import type { FakeEngine } from './fakes.ts';
import { heardMessage, turnEndedMessage, turnStartedMessage } from './messages.ts';
import { Stage } from './stage.ts';

const error: ErrorData = { code: 'livekit-failed', message: 'It broke.', remedy: 'Mend it.' };

/** A run in which one turn has been spoken. */
async function spoken(): Promise<Stage> {
  const stage = new Stage();
  await stage.begin();
  const now = stage.clock.monotonicMs();
  stage.says('b', turnEndedMessage('b', '1', now, now + 1000));
  return stage;
}

describe('a fault while getting ready', () => {
  it.each(['livekit', 'rehearsal', 'workers', 'recorder'] as const)(
    'shows the step of %s as failed, and ends with the remedy',
    async (part) => {
      const stage = new Stage();
      stage.engine.failing[part] = error;
      await stage.begin();
      expect(await stage.ended()).toMatchObject({
        status: 'failed',
        endReason: 'fault',
        endMessage: 'It broke.',
        error,
        recordings: [],
      });
      const name = part === 'rehearsal' ? 'providers' : part;
      const failed = stage.pushes.of('step').filter(({ step }) => step.state === 'failed');
      expect(failed).toMatchObject([{ step: { name, note: 'It broke.' } }]);
      expect(stage.pushes.of('ended')).toHaveLength(1);
    },
  );

  it('ends at once, also while another part is still starting', async () => {
    const stage = new Stage();
    stage.engine.failing.recorder = error;
    stage.engine.livekit = () => new Promise(() => {});
    await stage.begin();
    expect(await stage.ended()).toMatchObject({ status: 'failed', error });
  });

  it.each(['createRoom', 'recorderToken', 'dispatch'] as const)(
    'ends when %s fails, and removes the room',
    async (call) => {
      const stage = new Stage();
      stage.engine.livekitPart.failing[call] = error;
      await stage.begin();
      expect(await stage.ended()).toMatchObject({ status: 'failed', error });
      expect(stage.engine.livekitPart.calls.at(-1)).toBe('remove duologue-c');
    },
  );

  it('ends when the folder of the recording can not be made', async () => {
    const stage = new Stage();
    stage.recordings.failing.prepare = { code: 'disk-full', message: 'Full.' };
    await stage.begin();
    expect(await stage.ended()).toMatchObject({ status: 'failed', error: { code: 'disk-full' } });
  });

  it('dispatches once more to a side that does not answer', async () => {
    const stage = new Stage();
    const { workerParts, livekitPart } = stage.engine;
    workerParts.b.deaf.join = true;
    await stage.begin();
    await stage.clock.advance(9900);
    workerParts.b.deaf.join = false;
    await stage.clock.advance(200);
    const dispatches = livekitPart.calls.filter((call) => call.startsWith('dispatch'));
    expect(dispatches.map((call) => call.slice(-1))).toEqual(['a', 'b', 'b']);
    expect(livekitPart.calls).toContain('cancel duologue-c dispatch-agent-b');
    expect(workerParts.a.orders).toEqual(['begin']);
  });

  it('names who did not answer twice, and how its worker stands', async () => {
    const stage = new Stage();
    stage.engine.workerParts.b.deaf.join = true;
    await stage.begin();
    const conversation = await stage.ended(20_200);
    expect(conversation.error).toMatchObject({
      code: 'dispatch-unanswered',
      message: 'Ben did not join the call: worker b is registered.',
      details: { sides: ['b'], present: ['c-a'] },
    });
    expect(stage.engine.workerParts.a.orders).toEqual(['leave']);
  });

  it.each([
    [
      'a side hears nothing',
      'connection-lost',
      (e: FakeEngine) => (e.workerParts.a.deaf.link = true),
    ],
    [
      'the recorder hears nothing',
      'recorder-failed',
      (e: FakeEngine) => (e.recorderPart.deaf.listen = true),
    ],
    [
      'the recorder stays out',
      'recorder-failed',
      (e: FakeEngine) => (e.recorderPart.deaf.join = true),
    ],
  ])('ends when %s', async (_what, code, deafen) => {
    const stage = new Stage();
    stage.recordings.nothingOnDisk = true;
    deafen(stage.engine);
    await stage.begin();
    const conversation = await stage.ended(10_200);
    expect(conversation).toMatchObject({ status: 'failed', error: { code } });
    const isEmpty = conversation.recordings.length === 0;
    expect(stage.recordings.calls.includes('discard')).toBe(isEmpty);
  });
});

describe('a fault in the middle', () => {
  const about = { conversationId: 'c', side: 'b' } as const;
  it.each<[string, (stage: Stage) => void, string]>([
    [
      'a fatal fault of a side',
      (s) => s.says('b', { kind: 'fault', ...about, error, fatal: true }),
      'livekit-failed',
    ],
    ['a side leaves', (s) => s.says('b', { kind: 'left', ...about }), 'participant-removed'],
    [
      'a worker crashes',
      (s) =>
        s.engine.workerParts.b.listeners.emit({
          kind: 'down',
          error: { code: 'worker-crashed', message: 'x' },
        }),
      'worker-crashed',
    ],
    [
      'the recorder gives up',
      (s) =>
        s.engine.recorderPart.listeners.emit({
          kind: 'failed',
          conversationId: 'c',
          error: { code: 'disk-full', message: 'x' },
        }),
      'disk-full',
    ],
    [
      'LiveKit is gone',
      (s) => s.engine.livekitPart.down.emit({ code: 'connection-lost', message: 'x' }),
      'connection-lost',
    ],
    [
      'the rehearsal server is gone',
      (s) => s.engine.rehearsalPart.down.emit({ code: 'provider-unreachable', message: 'x' }),
      'provider-unreachable',
    ],
    [
      'the library refuses a turn',
      (s) => {
        s.library.failing.putTurn = { code: 'disk-full', message: 'x' };
        s.says('a', turnEndedMessage('a', '2', s.clock.monotonicMs(), s.clock.monotonicMs() + 500));
      },
      'disk-full',
    ],
  ])('%s: ends failed, with everything kept', async (_what, happen, code) => {
    const stage = await spoken();
    happen(stage);
    const conversation = await stage.ended();
    expect(conversation).toMatchObject({ status: 'failed', endReason: 'fault', error: { code } });
    expect(conversation.turns[0]).toMatchObject({ id: '1', text: 'Hello there.' });
    expect(conversation.recordings).toHaveLength(1);
    expect(stage.engine.workerParts.a.orders).toContain('leave');
  });

  it('notices in less than 10 s that a participant disappeared', async () => {
    const stage = await spoken();
    stage.engine.livekitPart.present = ['c-a'];
    expect(await stage.ended(9900)).toMatchObject({
      error: { code: 'participant-removed', message: 'Ben disappeared from the call.' },
    });
  });

  it('notices in less than 10 s that the room was deleted', async () => {
    const stage = await spoken();
    stage.engine.livekitPart.present = undefined;
    expect(await stage.ended(9900)).toMatchObject({ error: { code: 'room-deleted' } });
  });

  it('does not mind one look at the room that fails', async () => {
    const stage = await spoken();
    stage.engine.livekitPart.present = ['c-a'];
    await stage.clock.advance(3100);
    stage.engine.livekitPart.present = ['c-a', 'c-b'];
    await stage.clock.advance(3000);
    stage.engine.livekitPart.present = ['c-a'];
    await stage.clock.advance(3000);
    expect(stage.pushes.of('ended')).toEqual([]);
  });

  it('sits out 5 s of a silent server, but not a minute', async () => {
    const stage = new Stage({ silenceSeconds: 600 });
    await stage.begin();
    stage.engine.livekitPart.silent = true;
    await stage.clock.advance(6000);
    stage.engine.livekitPart.silent = false;
    await stage.clock.advance(6000);
    expect(stage.pushes.of('ended')).toEqual([]);
    stage.engine.livekitPart.silent = true;
    expect(await stage.ended(40_000)).toMatchObject({ error: { code: 'connection-lost' } });
  });

  it('keeps the turn of a crashed worker as far as it was heard', async () => {
    const stage = await spoken();
    const now = stage.clock.monotonicMs();
    stage.says('b', turnStartedMessage('b', '2', now + 2000));
    stage.says('a', heardMessage('a', 'I was', now + 2100, now + 2600));
    stage.engine.workerParts.b.listeners.emit({
      kind: 'down',
      error: { code: 'worker-crashed', message: 'x' },
    });
    const { turns } = await stage.ended();
    expect(turns[1]).toMatchObject({ text: 'I was', heard: 'I was', interrupted: true });
  });
});

describe('a crash of the recorder', () => {
  const down = { kind: 'down', error: { code: 'recorder-failed', message: 'gone' } } as const;

  it('goes on in the same file when it is back', async () => {
    const stage = await spoken();
    const { recorderPart } = stage.engine;
    const sampleZero = stage.clock.monotonicMs();
    recorderPart.listeners.emit({
      kind: 'progress',
      conversationId: 'c',
      clock: { monotonicMs: sampleZero + 60, recordingMs: 60 },
      levels: { a: -100, b: -100 },
      peaks: { a: [0, 0, 0], b: [0, 0, 0] },
    });
    await stage.clock.advance(2000);
    recorderPart.listeners.emit(down);
    await stage.clock.advance(1000);
    recorderPart.listeners.emit({ kind: 'up' });
    await stage.clock.advance(0);
    expect(recorderPart.orders[1]).toMatchObject({
      path: recorderPart.orders[0]?.path,
      resumeFromMonotonicMs: sampleZero,
      peaksTold: 3,
    });
    expect(stage.pushes.of('notice')).toMatchObject([{ error: { code: 'recorder-failed' } }]);
    await stage.clock.advance(16_000);
    expect(stage.pushes.of('ended')).toEqual([]);
  });

  it('ends the run when it does not come back, and mends the file from disk', async () => {
    const stage = await spoken();
    stage.engine.recorderPart.listeners.emit(down);
    const conversation = await stage.ended(15_100);
    expect(conversation).toMatchObject({ status: 'failed', error: { code: 'recorder-failed' } });
    expect(stage.recordings.calls).toEqual(['prepare', 'repair', 'align', 'metrics', 'tidy']);
    expect(stage.engine.recorderPart.stops).toBe(0);
  });
});

describe('a fault at the end loses nothing else', () => {
  async function endedWith(prepare: (stage: Stage) => void) {
    const stage = await spoken();
    prepare(stage);
    stage.engine.workerParts.b.say({ kind: 'hang-up' });
    return { stage, conversation: await stage.ended(10_000) };
  }

  it('mends the file when it can not be finalised', async () => {
    const { conversation } = await endedWith((s) => (s.recordings.failing.finalise = error));
    expect(conversation).toMatchObject({ status: 'completed', metrics: { turnCount: 1 } });
    expect(conversation.recordings).toHaveLength(1);
  });

  it('keeps the transcript when the audio is lost, and says so', async () => {
    const { conversation } = await endedWith((s) => {
      s.recordings.failing.finalise = error;
      s.recordings.nothingOnDisk = true;
    });
    expect(conversation).toMatchObject({
      status: 'failed',
      endReason: 'goodbye',
      error: { code: 'recorder-failed' },
      turns: [{ id: '1', startMs: 0, endMs: 1000 }],
      recordings: [],
      metrics: null,
    });
  });

  it('keeps provisional turns and the audio when the alignment fails', async () => {
    const { conversation } = await endedWith((s) => (s.recordings.failing.align = error));
    expect(conversation).toMatchObject({ turns: [{ id: '1', index: 0 }], metrics: null });
    expect(conversation.recordings).toHaveLength(1);
  });

  it('keeps turns and audio when the metrics fail', async () => {
    const { conversation } = await endedWith((s) => (s.recordings.failing.metrics = error));
    expect(conversation).toMatchObject({ turns: [{ id: '1' }], metrics: null });
  });

  it('still hands out the conversation when the library can not store it', async () => {
    const { stage, conversation } = await endedWith(
      (s) => (s.library.failing.finish = { code: 'disk-full', message: 'Full.' }),
    );
    expect(conversation).toMatchObject({ id: 'c', turns: [{ id: '1' }] });
    expect(conversation).toMatchObject({ status: 'failed', error: { code: 'disk-full' } });
    expect(stage.pushes.of('ended')).toMatchObject([{ status: 'failed' }]);
    expect(stage.engine.livekitPart.calls.at(-1)).toBe('remove duologue-c');
  });

  it('is completed although the room could not be deleted', async () => {
    const { stage, conversation } = await endedWith(
      (s) => (s.engine.livekitPart.failing.removeRoom = error),
    );
    expect(conversation.status).toBe('completed');
    expect(stage.pushes.of('notice')).toHaveLength(1);
  });
});
