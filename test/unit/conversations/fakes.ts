import { pino } from 'pino';
import type { Conversation, ConversationConfig, Turn } from '../../../src/contract/conversation.ts';
import { StudioError, type ErrorData } from '../../../src/contract/errors.ts';
import type { PerSide, Side } from '../../../src/contract/side.ts';
import type { StudioEvent } from '../../../src/contract/studio-events.ts';
import type { Usage } from '../../../src/contract/usage.ts';
import { sideJobSchema, type SideJob } from '../../../src/contract/worker-messages.ts';
import type { AgentsInRoom } from '../../../src/main/livekit/rooms.ts';
import type {
  AlignedRun,
  Down,
  EnginePort,
  LivekitPort,
  Moments,
  NewConversation,
  Outcome,
  RecordedAudio,
  RecorderEvent,
  RecorderPort,
  RecordingsPort,
  RecordOrder,
  RehearsalPort,
  RunLibrary,
  WorkerMessage,
  WorkerPort,
} from '../../../src/main/conversations/ports.ts';
import { ManualClock } from './manual-clock.ts';

export const silentLog = pino({ level: 'silent' });

/** Listeners of one conversation or of all. */
class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  add(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  get size(): number {
    return this.#listeners.size;
  }
}

/** A worker that answers at once, unless it is told to be deaf. */
export class FakeWorker implements WorkerPort {
  readonly agentName: string;
  readonly side: Side;
  readonly listeners = new Listeners<WorkerMessage | Down>();
  readonly jobs: SideJob[] = [];
  readonly orders: string[] = [];
  deaf = { join: false, link: false, leave: false };

  constructor(side: Side) {
    this.side = side;
    this.agentName = `agent-${side}`;
  }

  describe(): string {
    return 'registered';
  }

  readonly tokens: string[] = [];

  join(job: SideJob, token: string): void {
    this.tokens.push(token);
    this.jobs.push(job);
    if (!this.deaf.join) this.say({ kind: 'joined' });
  }

  meet(_id: string, identity: string): void {
    this.orders.push(`meet ${identity}`);
  }

  begin(): void {
    this.orders.push('begin');
  }

  hush(): void {
    this.orders.push('hush');
  }

  wrapUp(): void {
    this.orders.push('wrap-up');
  }

  leave(): void {
    this.orders.push('leave');
    if (!this.deaf.leave) this.say({ kind: 'left' });
  }

  subscribe(_id: string, listener: (event: WorkerMessage | Down) => void): () => void {
    return this.listeners.add(listener);
  }

  take(job: SideJob): void {
    this.jobs.push(job);
    if (this.deaf.join) return;
    this.say({ kind: 'joined' });
    if (!this.deaf.link) this.say({ kind: 'linked' });
  }

  say(message: { kind: 'joined' | 'linked' | 'left' | 'hang-up' }, side = this.side): void {
    this.listeners.emit({ ...message, conversationId: 'c', side });
  }
}

export class FakeRecorder implements RecorderPort {
  readonly clock: ManualClock;
  readonly listeners = new Listeners<RecorderEvent>();
  readonly orders: RecordOrder[] = [];
  stops = 0;
  deaf = { join: false, listen: false, finish: false };

  constructor(clock: ManualClock) {
    this.clock = clock;
  }

  record(order: RecordOrder): void {
    this.orders.push(order);
    if (!this.deaf.join) this.listeners.emit({ kind: 'joined', conversationId: 'c' });
    if (order.resumeFromMonotonicMs !== undefined) this.listen();
  }

  readonly sides: string[] = [];

  takeSide(_id: string, identity: string): void {
    this.sides.push(identity);
  }

  listen(): void {
    if (this.deaf.listen) return;
    const atMonotonicMs = this.clock.monotonicMs();
    this.listeners.emit({ kind: 'listening', conversationId: 'c', atMonotonicMs });
  }

  stop(): void {
    this.stops += 1;
    if (this.deaf.finish) return;
    this.listeners.emit({
      kind: 'finished',
      conversationId: 'c',
      path: this.orders[0]?.path ?? '',
      sampleRate: 48_000,
      channels: 2,
      samples: 480_000,
      activity: { a: [[2000, 3000]], b: [[500, 1500]] },
      clock: [],
      holes: [],
    });
  }

  subscribe(_id: string, listener: (event: RecorderEvent) => void): () => void {
    return this.listeners.add(listener);
  }
}

export class FakeLivekit implements LivekitPort {
  readonly url = 'ws://127.0.0.1:1';
  readonly calls: string[] = [];
  readonly down = new Listeners<ErrorData>();
  readonly workers: PerSide<FakeWorker>;
  readonly recorder: FakeRecorder;
  present: string[] | undefined = [];
  /** What `identities` does instead of answering. */
  silent = false;
  failing: Partial<Record<'createRoom' | 'removeRoom' | 'dispatch' | 'recorderToken', ErrorData>> =
    {};
  /** While set, createRoom waits for it. */
  roomGate: Promise<void> | undefined;
  /** The same of cancelDispatch. */
  cancelGate: Promise<void> | undefined;

  constructor(workers: PerSide<FakeWorker>, recorder: FakeRecorder) {
    this.workers = workers;
    this.recorder = recorder;
  }

  async createRoom(name: string, options: { maxMinutes: number }): Promise<void> {
    this.calls.push(`create ${name} ${options.maxMinutes}`);
    await this.roomGate;
    this.#fail('createRoom');
  }

  async removeRoom(name: string): Promise<void> {
    this.calls.push(`remove ${name}`);
    this.#fail('removeRoom');
  }

  async dispatch(room: string, agentName: string, metadata: string): Promise<string> {
    this.calls.push(`dispatch ${room} ${agentName}`);
    this.#fail('dispatch');
    const worker = Object.values(this.workers).find((one) => one.agentName === agentName);
    if (!worker) return `dispatch-${agentName}`;
    const job = sideJobSchema.parse(JSON.parse(metadata));
    worker.take(job);
    if (!worker.deaf.join) this.present?.push(job.identity);
    if (this.present?.length === 2) this.recorder.listen();
    return `dispatch-${agentName}`;
  }

  async cancelDispatch(room: string, id: string): Promise<void> {
    this.calls.push(`cancel ${room} ${id}`);
    await this.cancelGate;
  }

  async identities(): Promise<string[] | undefined> {
    if (this.silent) throw new Error('no answer');
    return this.present;
  }

  inRoom: AgentsInRoom = { taken: null, failure: null, present: [] };

  async agents(): Promise<AgentsInRoom> {
    return this.inRoom;
  }

  async personaToken(room: string, identity: string, name: string): Promise<string> {
    return `${name} as ${identity} in ${room}`;
  }

  async monitorToken(room: string, name: string): Promise<string> {
    return `monitor ${name} of ${room}`;
  }

  async recorderToken(): Promise<string> {
    this.#fail('recorderToken');
    return 'a token';
  }

  onDown(listener: (error: ErrorData) => void): () => void {
    return this.down.add(listener);
  }

  #fail(call: keyof typeof this.failing): void {
    const error = this.failing[call];
    if (error) throw new StudioError(error);
  }
}

export class FakeRehearsal implements RehearsalPort {
  readonly baseUrl = 'http://127.0.0.1:2/v1';
  readonly calls: string[] = [];
  readonly down = new Listeners<ErrorData>();

  open(about: { conversationId: string; seed: number }): void {
    this.calls.push(`open ${about.seed}`);
  }

  close(): void {
    this.calls.push('close');
  }

  onDown(listener: (error: ErrorData) => void): () => void {
    return this.down.add(listener);
  }
}

/** Keeps everything that is written, in order. */
export class FakeLibrary implements RunLibrary {
  readonly statuses: string[] = [];
  readonly events: { kind: string; atMs: number | null; event: unknown }[] = [];
  readonly turns = new Map<string, Turn>();
  readonly usages: Usage[] = [];
  outcome: Outcome | undefined;
  failing: Partial<Record<'putTurn' | 'finish' | 'setStatus' | 'create', ErrorData>> = {};
  #conversation: NewConversation | undefined;

  create(conversation: NewConversation): void {
    this.#fail('create');
    this.#conversation = conversation;
  }

  setStatus(_id: string, status: string): void {
    this.#fail('setStatus');
    this.statuses.push(status);
  }

  readonly configs: ConversationConfig[] = [];

  setConfig(_id: string, config: ConversationConfig): void {
    this.configs.push(config);
  }

  putTurn(_id: string, turn: Turn): void {
    this.#fail('putTurn');
    this.turns.set(turn.id, turn);
  }

  dropTurn(_id: string, turnId: string): void {
    this.turns.delete(turnId);
  }

  setHeard(_id: string, turnId: string, heard: string): void {
    const turn = this.turns.get(turnId);
    if (!turn) throw new Error(`no turn ${turnId}`);
    this.turns.set(turnId, { ...turn, heard });
  }

  putUsage(_id: string, usage: Usage): void {
    this.usages.push(usage);
  }

  appendEvent(_id: string, kind: string, atMs: number | null, event: unknown): void {
    this.events.push({ kind, atMs, event });
  }

  finish(_id: string, outcome: Outcome): void {
    this.#fail('finish');
    this.outcome = outcome;
  }

  get(): Conversation {
    if (!this.#conversation || !this.outcome) throw new Error('not finished');
    return {
      ...this.#conversation,
      ...this.outcome,
      notes: '',
      tags: [],
      trashedAt: null,
      egress: null,
      usage: this.usages.at(-1) ?? null,
    };
  }

  #fail(call: keyof typeof this.failing): void {
    const error = this.failing[call];
    if (error) throw new StudioError(error);
  }
}

/** Turns keep their claimed times; the audio is ten seconds long. */
export class FakeRecordings implements RecordingsPort {
  readonly calls: string[] = [];
  failing: Partial<
    Record<'prepare' | 'finalise' | 'repair' | 'discard' | 'align' | 'tidy' | 'metrics', ErrorData>
  > = {};
  nothingOnDisk = false;
  /** Alignment takes all the time that it is given. */
  alignsUntilLate = false;
  moments: Moments | undefined;

  async prepare(id: string): Promise<string> {
    this.#call('prepare');
    return `/data/recordings/${id}/conversation.wav`;
  }

  async finalise(): Promise<RecordedAudio> {
    this.#call('finalise');
    return audio();
  }

  async repair(): Promise<RecordedAudio | undefined> {
    this.#call('repair');
    return this.nothingOnDisk ? undefined : audio();
  }

  async discard(): Promise<void> {
    this.#call('discard');
  }

  async align(
    turns: Parameters<RecordingsPort['align']>[0],
    _audio: RecordedAudio,
    { signal }: { signal: AbortSignal },
  ): Promise<AlignedRun> {
    this.#call('align');
    const late = new Promise((resolve) => signal.addEventListener('abort', resolve));
    if (this.alignsUntilLate) await late;
    const placed = turns.map((turn, index) => ({
      id: turn.id,
      index,
      side: turn.side,
      speaker: turn.speaker,
      text: turn.text,
      intended: turn.intended,
      heard: turn.heard,
      interrupted: turn.interrupted,
      startMs: 1,
      endMs: 2,
      words: [],
      segments: [],
      gapMs: null,
    }));
    return { turns: placed, recordings: [] };
  }

  async tidy(): Promise<void> {
    this.#call('tidy');
  }

  metrics(turns: Turn[], _audio: RecordedAudio, moments: Moments) {
    this.#call('metrics');
    this.moments = moments;
    return {
      firstSpeechMs: null,
      gapMedianMs: null,
      gapP95Ms: null,
      overlapMs: 0,
      interruptions: 0,
      heardWer: null,
      turnCount: turns.length,
      speechMs: { a: 0, b: 0 },
    };
  }

  #call(call: keyof typeof this.failing): void {
    this.calls.push(call);
    const error = this.failing[call];
    if (error) throw new StudioError(error);
  }
}

function audio(): RecordedAudio {
  return {
    recording: {
      kind: 'local',
      path: 'recordings/c/conversation.wav',
      format: 'wav',
      channels: 2,
      sampleRate: 48_000,
      durationMs: 10_000,
      bytes: 1,
      sha256: 'x',
      holes: [],
    },
    activity: { a: [[2000, 3000]], b: [[500, 1500]] },
    clock: [],
  };
}

/** A whole engine of fakes. `starts` counts what was asked for. */
export class FakeEngine implements EnginePort {
  readonly clock = new ManualClock();
  readonly workerParts = { a: new FakeWorker('a'), b: new FakeWorker('b') };
  readonly recorderPart = new FakeRecorder(this.clock);
  readonly livekitPart = new FakeLivekit(this.workerParts, this.recorderPart);
  readonly rehearsalPart = new FakeRehearsal();
  readonly starts: string[] = [];
  failing: Partial<Record<'livekit' | 'rehearsal' | 'workers' | 'recorder', ErrorData>> = {};
  /** While set, every part waits for it. */
  gate: Promise<void> | undefined;

  async livekit(onProgress: (note: string) => void) {
    onProgress('starting');
    await this.#start('livekit');
    return { port: this.livekitPart, note: 'livekit-server' };
  }

  async rehearsal() {
    await this.#start('rehearsal');
    return { port: this.rehearsalPart, note: 'rehearsal' };
  }

  sides: readonly Side[] | undefined;

  async workers(_show: unknown, sides?: readonly Side[]) {
    this.sides = sides;
    await this.#start('workers');
    return { port: this.workerParts, note: 'both registered' };
  }

  async recorder() {
    await this.#start('recorder');
    return { port: this.recorderPart, note: 'recorder' };
  }

  async #start(part: keyof typeof this.failing): Promise<void> {
    this.starts.push(part);
    await this.gate;
    const error = this.failing[part];
    if (error) throw new StudioError(error);
  }
}

/** Collects what is pushed. */
export class Pushes {
  readonly all: StudioEvent[] = [];
  readonly push = (event: StudioEvent): void => void this.all.push(event);

  of<K extends StudioEvent['kind']>(kind: K): Extract<StudioEvent, { kind: K }>[] {
    return this.all.filter((event) => event.kind === kind) as Extract<StudioEvent, { kind: K }>[];
  }
}
