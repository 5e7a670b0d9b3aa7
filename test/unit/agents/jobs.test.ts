import { beforeEach, describe, expect, it } from 'vitest';
import { Jobs, parseJob, type Seat, type SeatPorts } from '../../../src/agents/worker/jobs.ts';
import type { ErrorData } from '../../../src/contract/errors.ts';
import type { FromWorker, SideJob } from '../../../src/contract/worker-messages.ts';

/** A side whose steps the test takes. */
class FakeSeat implements Seat {
  readonly calls: string[] = [];
  readonly entered = Promise.withResolvers<void>();
  readonly joined = Promise.withResolvers<void>();
  readonly job: SideJob;
  readonly ports: SeatPorts;

  constructor(job: SideJob, ports: SeatPorts) {
    this.job = job;
    this.ports = ports;
  }

  join(): Promise<void> {
    this.calls.push('join');
    return this.joined.promise;
  }
  meet(identity: string): void {
    this.calls.push(`meet ${identity}`);
  }
  begin(): void {
    this.calls.push('begin');
  }
  hush(): void {
    this.calls.push('hush');
  }
  wrapUp(): void {
    this.calls.push('wrap-up');
  }
  async leave(): Promise<void> {
    this.calls.push('leave');
    const { conversationId, side } = this.job;
    this.ports.emit({ kind: 'left', conversationId, side });
  }
}

function metadata(conversationId: string): string {
  const stage = { provider: 'rehearsal', baseUrl: 'http://127.0.0.1:9/v1', model: 'm' } as const;
  const job: SideJob = {
    conversationId,
    side: 'a',
    identity: `${conversationId}-a`,
    peer: { kind: 'ours', identity: `${conversationId}-b` },
    name: 'Maya',
    instructions: '',
    opener: true,
    player: { kind: 'pipeline', llm: stage, stt: stage, tts: { ...stage, voice: 'v' } },
    manner: { talkativeness: 0.5, patience: 0.5, interrupting: 0 },
    seed: 1,
  };
  return JSON.stringify(job);
}

/** Everything that has been made ready to run has run. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Jobs', () => {
  let seats: Map<string, FakeSeat>;
  let told: FromWorker[];
  let started: string[];
  let ended: { jobId: string; error: ErrorData | undefined }[];
  let jobs: Jobs;

  beforeEach(() => {
    seats = new Map();
    told = [];
    started = [];
    ended = [];
    jobs = new Jobs({
      capacity: 2,
      enter: async (_assignment, job, ports) => {
        const seat = new FakeSeat(job, ports);
        seats.set(job.conversationId, seat);
        await seat.entered.promise;
        return seat;
      },
      emit: (message) => told.push(message),
      onStarted: (jobId) => started.push(jobId),
      onEnded: (jobId, error) => ended.push({ jobId, error }),
    });
  });

  function assign(conversationId: string, jobId = `J-${conversationId}`): FakeSeat {
    jobs.start({ jobId, metadata: metadata(conversationId), token: 't', url: 'ws://x' });
    return seats.get(conversationId) as FakeSeat;
  }

  async function play(conversationId: string): Promise<FakeSeat> {
    const seat = assign(conversationId);
    seat.entered.resolve();
    seat.joined.resolve();
    await settled();
    return seat;
  }

  const kinds = (): string[] => told.map(({ kind }) => kind);

  it('joins, begins, and reports the job to the end', async () => {
    const seat = await play('c1');
    expect(started).toEqual(['J-c1']);
    jobs.begin('c1');
    jobs.hush('c1');
    await jobs.leave('c1');
    expect(seat.calls).toEqual(['join', 'begin', 'hush', 'leave']);
    expect(ended).toEqual([{ jobId: 'J-c1', error: undefined }]);
    expect(jobs.count).toBe(0);
  });

  it('begins once, when it was told to before it had joined', async () => {
    const seat = assign('c1');
    seat.entered.resolve();
    await settled();
    jobs.begin('c1');
    jobs.begin('c1');
    expect(seat.calls).toEqual(['join']);
    seat.joined.resolve();
    await settled();
    expect(seat.calls).toEqual(['join', 'begin']);
  });

  it.each([
    ['leave', (): void => void jobs.leave('c1')],
    ['terminate', (): void => jobs.terminate('J-c1')],
  ])('%s while it connects: it leaves once it is connected, and never joins', async (_, end) => {
    const seat = assign('c1');
    end();
    await settled();
    expect(jobs.count).toBe(1);
    seat.entered.resolve();
    await settled();
    expect(seat.calls).toEqual(['leave']);
    expect(kinds()).toEqual(['left']);
    expect({ count: jobs.count, started }).toEqual({ count: 0, started: [] });
  });

  it('leaves while it joins, and what then breaks in the joining is no fault', async () => {
    const seat = assign('c1');
    seat.entered.resolve();
    await settled();
    const left = jobs.leave('c1');
    seat.joined.reject(new Error('publishing was aborted'));
    await left;
    await settled();
    expect(seat.calls).toEqual(['join', 'leave']);
    expect(kinds()).toEqual(['left']);
    expect(started).toEqual([]);
  });

  it('tells the fault and that it left when the room can not be entered', async () => {
    assign('c1').entered.reject(new Error('no route'));
    await settled();
    expect(told).toMatchObject([
      { kind: 'fault', fatal: true, conversationId: 'c1', error: { message: 'no route' } },
      { kind: 'left', conversationId: 'c1' },
    ]);
    expect(ended).toMatchObject([{ jobId: 'J-c1', error: { message: 'no route' } }]);
    expect(jobs.count).toBe(0);
  });

  it('leaves the room when joining fails', async () => {
    const seat = assign('c1');
    seat.entered.resolve();
    seat.joined.reject(new Error('could not publish'));
    await settled();
    expect(seat.calls).toEqual(['join', 'leave']);
    expect(kinds()).toEqual(['fault', 'left']);
  });

  it('ends a conversation whose room listener throws, and no other', async () => {
    const one = await play('c1');
    const two = await play('c2');
    one.ports.onError(new Error('listener'));
    await settled();
    expect(one.calls).toContain('leave');
    expect(two.calls).toEqual(['join']);
    expect([jobs.has('c1'), jobs.has('c2')]).toEqual([false, true]);
  });

  it('does not take an error of its own ending for a fault', async () => {
    const seat = await play('c1');
    seat.leave = async () => {
      jobs.contain(new Error('of the ending'));
      throw new Error('and it breaks');
    };
    await jobs.leave('c1');
    expect(kinds()).toEqual(['left']);
    expect(ended).toEqual([{ jobId: 'J-c1', error: undefined }]);
  });

  it('refuses what it plays already, and what it can not read', async () => {
    const first = await play('c1');
    assign('c1', 'J-again');
    jobs.start({ jobId: 'J-bad', metadata: '{"side":"z"}', token: 't', url: 'ws://x' });
    jobs.start({ jobId: 'J-worse', metadata: 'not JSON', token: 't', url: 'ws://x' });
    expect(ended.map(({ jobId }) => jobId)).toEqual(['J-again', 'J-bad', 'J-worse']);
    expect(ended.every(({ error }) => error)).toBe(true);
    await settled();
    expect(first.calls).toEqual(['join']);
    expect(jobs.count).toBe(1);
  });

  describe('without a dispatch', () => {
    const door = { url: 'ws://x', token: 't' };
    const join = (id: string): void => jobs.join(parseJob(metadata(id)), door);

    it('joins once, learns who the other side is, and reports no job', async () => {
      join('c1');
      join('c1');
      jobs.meet('c1', 'agent-1');
      const seat = seats.get('c1') as FakeSeat;
      seat.entered.resolve();
      seat.joined.resolve();
      await settled();
      await jobs.leave('c1');
      expect(seat.calls).toEqual(['join', 'meet agent-1', 'leave']);
      expect({ started, ended }).toEqual({ started: [], ended: [] });
    });

    it('is refused when as many conversations run as it takes, until one has ended', async () => {
      await play('c1');
      join('c2');
      expect(jobs.isFull).toBe(true);
      join('c3');
      expect(seats.has('c3')).toBe(false);
      expect(told).toMatchObject([
        {
          kind: 'fault',
          conversationId: 'c3',
          side: 'a',
          fatal: true,
          error: { code: 'conflict' },
        },
        { kind: 'left', conversationId: 'c3', side: 'a' },
      ]);
      await jobs.leave('c1');
      join('c3');
      expect(seats.has('c3')).toBe(true);
    });
  });

  it('lays an error outside of all conversations to none', async () => {
    await play('c1');
    expect(jobs.contain(new Error('of nobody'))).toBe(false);
    expect(told).toEqual([]);
  });
});
