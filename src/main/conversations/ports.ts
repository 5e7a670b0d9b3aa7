import type {
  Conversation,
  ConversationConfig,
  ConversationStatus,
  Metrics,
  Recording,
  Turn,
} from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import type { Persona } from '../../contract/persona.ts';
import type {
  Activity,
  ClockPoint,
  FromRecorder,
  ToRecorder,
} from '../../contract/recorder-messages.ts';
import type { Scenario } from '../../contract/scenario.ts';
import type { PerSide, Side } from '../../contract/side.ts';
import type { Usage } from '../../contract/usage.ts';
import type { FromWorker, SideJob, StemPart } from '../../contract/worker-messages.ts';
import type { Ending } from '../library/index.ts';
import type { AgentsInRoom } from '../livekit/rooms.ts';

/*
 * What a run needs of the rest of the engine, and no more. The studio binds the real modules to
 * these; unit tests bind fakes.
 */

/** The process behind a port ended; `error` says why. */
export interface Down {
  kind: 'down';
  error: ErrorData;
}

export type WorkerMessage = Extract<FromWorker, { conversationId: string }>;
export type RecorderMessage = Extract<FromRecorder, { conversationId: string }>;
/** `up`: the recorder was started again after a crash and can take orders. */
export type RecorderEvent = RecorderMessage | Down | { kind: 'up' };

/** One agent worker, registered with LiveKit. */
export interface WorkerPort {
  /** The name under which it takes dispatches; unique to this studio instance. */
  readonly agentName: string;
  /** Joins the room as an ordinary participant, without a dispatch. */
  join(job: SideJob, token: string): void;
  /** Who the agent is that a side of ours calls. */
  meet(conversationId: string, identity: string): void;
  /** How it stands, for a person: "registered with LiveKit". */
  describe(): string;
  begin(conversationId: string): void;
  /** What is being said may be finished; nothing more is said after it. */
  hush(conversationId: string): void;
  /** From its next reply on the side says goodbye and hangs up. */
  wrapUp(conversationId: string): void;
  leave(conversationId: string): void;
  /** Messages about one conversation, and the worker's end. Returns the unsubscriber. */
  subscribe(conversationId: string, listener: (event: WorkerMessage | Down) => void): () => void;
}

export type RecordOrder = Omit<Extract<ToRecorder, { kind: 'record' }>, 'kind'>;

/** The one recorder process. */
export interface RecorderPort {
  record(order: RecordOrder): void;
  /** Who side b is, once it is known. */
  takeSide(conversationId: string, identity: string): void;
  stop(conversationId: string): void;
  subscribe(conversationId: string, listener: (event: RecorderEvent) => void): () => void;
}

/** A LiveKit server that answered. */
export interface LivekitPort {
  readonly url: string;
  createRoom(name: string, options: { maxMinutes: number }): Promise<void>;
  removeRoom(name: string): Promise<void>;
  /** Asks for an agent in the room; resolves with the dispatch's id, whether or not one comes. */
  dispatch(room: string, agentName: string, metadata: string): Promise<string>;
  cancelDispatch(room: string, id: string): Promise<void>;
  /** Identities of the room; undefined: there is no such room. Rejects when the server is silent. */
  identities(room: string): Promise<string[] | undefined>;
  /** What became of a dispatch, and who is an agent in the room. */
  agents(room: string, dispatchId: string | undefined): Promise<AgentsInRoom>;
  recorderToken(room: string): Promise<string>;
  /** For a persona that calls an agent of the user's own; see tokens.ts. */
  personaToken(room: string, identity: string, name: string): Promise<string>;
  /** For a listener who is hidden and can do nothing else; `name` is unique within the room. */
  monitorToken(room: string, name: string): Promise<string>;
  /** Told when the embedded server ended; its rooms are gone with it. */
  onDown(listener: (error: ErrorData) => void): () => void;
}

/** The rehearsal provider's server. */
export interface RehearsalPort {
  /** With `/v1`. */
  readonly baseUrl: string;
  open(about: {
    conversationId: string;
    scenario: Scenario;
    personas: PerSide<Persona>;
    seed: number;
  }): void;
  close(conversationId: string): void;
  onDown(listener: (error: ErrorData) => void): () => void;
}

/** One conversation that is to be recorded by LiveKit as well; see EgressPort. */
export interface EgressBegin {
  conversationId: string;
  room: string;
  identities: PerSide<string>;
  /** Tells the user, once at most, that nothing comes of it. */
  notice: (error: ErrorData) => void;
}

/** LiveKit's own recording beside ours. A run never waits for it, and never fails with it. */
export interface EgressPort {
  /** Asks for it, if the user wants it at all; what becomes of it is stored without the run. Never throws. */
  begin(about: EgressBegin): void;
  /** Stops it; resolves when LiveKit has answered, at once when there is none. Never rejects. */
  end(conversationId: string): Promise<void>;
}

/** A part of the engine that is up, with a short note about it for a person. */
export interface Ready<T> {
  port: T;
  note: string;
}
/** Short text about how far a start is: "building livekit-server (40 s) …". */
export type OnProgress = (note: string) => void;

/** Brings parts up when first asked and shares them; a failed start may be asked for again. */
export interface EnginePort {
  livekit(onProgress: OnProgress): Promise<Ready<LivekitPort>>;
  rehearsal(onProgress: OnProgress): Promise<Ready<RehearsalPort>>;
  /** @param sides those that have to be up; without it both */
  workers(onProgress: OnProgress, sides?: readonly Side[]): Promise<Ready<PerSide<WorkerPort>>>;
  recorder(onProgress: OnProgress): Promise<Ready<RecorderPort>>;
}

/** How a conversation ended, as it is stored at the very end. */
export interface Outcome extends Ending {
  turns: Turn[];
  recordings: Recording[];
  metrics: Metrics | null;
}

/** A conversation's row as it is first written. */
export interface NewConversation {
  id: string;
  title: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  config: ConversationConfig;
}

/** What a run writes to the library. Everything is durable when the call returns. */
export interface RunLibrary {
  create(conversation: NewConversation): void;
  setStatus(id: string, status: ConversationStatus): void;
  /** What it really runs with, where a server can't have what was asked for. */
  setConfig(id: string, config: ConversationConfig): void;
  /** Inserts or replaces a provisional turn: one that ended, or one that goes on as far as it came. */
  putTurn(id: string, turn: Turn): void;
  /** Takes back a provisional turn of which nothing was audible; nothing happens without one. */
  dropTurn(id: string, turnId: string): void;
  setHeard(id: string, turnId: string, heard: string): void;
  /** Replaces what the conversation used so far. */
  putUsage(id: string, usage: Usage): void;
  /** Appends to the event log; `event` holds no audio and no secret. */
  appendEvent(id: string, kind: string, atMs: number | null, event: unknown): void;
  /** Replaces the provisional turns and stores the end, in one transaction. */
  finish(id: string, outcome: Outcome): void;
  get(id: string): Conversation;
}

/** What is known of a recording when the run is over. */
export interface RecordedAudio {
  recording: Recording;
  activity: PerSide<Activity>;
  clock: ClockPoint[];
}

/** The turns of a run where the recording has them, and the recordings that were made on the way. */
export interface AlignedRun {
  turns: Turn[];
  recordings: Recording[];
}

/** Moments of a run in monotonic ms; null: it never came to that. */
export interface Moments {
  dispatchMonotonicMs: number | null;
  /** When sample 0 of the recording was. */
  sampleZeroMonotonicMs: number | null;
}

/** Files of recordings and what is computed from them. */
export interface RecordingsPort {
  /** Absolute path of the WAV file to write; its folder exists when this returns. */
  prepare(conversationId: string): Promise<string>;
  /** Completes the file that the recorder reported. */
  finalise(finished: Extract<FromRecorder, { kind: 'finished' }>): Promise<RecordedAudio>;
  /** Mends the file from disk when the recorder never reported; undefined: there is no audio. */
  repair(path: string, clock: ClockPoint[]): Promise<RecordedAudio | undefined>;
  /** Takes the folder of a conversation away in which nothing was recorded. */
  discard(conversationId: string): Promise<void>;
  /**
   * The turns on the recording's clock.
   * @param options `languages`: what the sides speak (BCP 47); `signal`: no more time, what is known by
   *   then has to do
   */
  align(
    turns: TurnOnClock[],
    audio: RecordedAudio,
    options: { languages: PerSide<string>; signal: AbortSignal },
  ): Promise<AlignedRun>;
  /** Takes away what was only needed while it ran. Never rejects. */
  tidy(conversationId: string): Promise<void>;
  metrics(turns: Turn[], audio: RecordedAudio, moments: Moments): Metrics;
}

/** A turn as its worker reported it, in the machine's monotonic ms, before it is aligned. */
export interface TurnOnClock {
  id: string;
  side: Side;
  speaker: string;
  text: string;
  intended: string;
  heard: string | null;
  startMonotonicMs: number;
  endMonotonicMs: number;
  /** Audio that was played, in ms. */
  playedMs: number;
  interrupted: boolean;
  /** In ms from the turn's first sample. */
  words: { text: string; startMs: number; endMs: number; origin: 'provider' | 'estimated' }[];
  /** Where what was played is kept, if it was. */
  stem?: StemPart | undefined;
}
