import { voice } from '@livekit/agents';
import {
  DisconnectReason,
  LocalAudioTrack,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
  type RemoteTrack,
  type Room,
} from '@livekit/rtc-node';
import { predict } from '../turn-taking/models.ts';
import { monotonicMs } from '../../contract/clock.ts';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { SideState } from '../../contract/studio-events.ts';
import type { FromWorker, SideJob } from '../../contract/worker-messages.ts';
import { disconnectFault } from './disconnect-fault.ts';
import { AGENT_STATE_ATTRIBUTE, Link } from './link.ts';
import { PersonaAgent } from './persona-agent.ts';
import { makeSession } from './session.ts';
import { makeStages, type SideStages } from './stages.ts';
import { SilenceNudge } from './silence-nudge.ts';
import { TrackInput } from './track-input.ts';
import { TrackOutput } from './track-output.ts';

/**
 * Jitter buffers that have just begun to fill stretch and squeeze what comes first: without a moment
 * of silence before it, the first turn was heard (and recorded) warped by up to 70 ms.
 */
const LINE_SETTLE_MS = 200;

const CLOSED_BY_ERROR: string = voice.CloseReason.ERROR;

const OPENING = 'The call has just been connected. You speak first: say your opening line.';
const QUIET = 'The line has gone quiet. Speak up: go on, or ask whether the other person is there.';

export interface PlaySideOptions {
  /** Connected already, with a token of kind agent and the identity of the job. */
  room: Room;
  job: SideJob;
  /** Provider keys by provider. */
  keys: Record<string, string>;
  emit(message: FromWorker): void;
}

/**
 * Plays one side of one conversation in a room. It does not know who hosts it: a process for all
 * conversations of a side, or one for each.
 */
export class PlayedSide {
  private readonly room: Room;
  private readonly job: SideJob;
  private readonly emit: (message: FromWorker) => void;
  private readonly about;
  private readonly stages: SideStages;
  private readonly session: voice.AgentSession;
  private readonly agent: PersonaAgent;
  private readonly input = new TrackInput();
  private readonly output: TrackOutput;
  private readonly link: Link;
  private readonly nudge: SilenceNudge;
  private settling: NodeJS.Timeout | undefined;
  private leaving: Promise<void> | undefined;

  constructor({ room, job, keys, emit }: PlaySideOptions) {
    this.room = room;
    this.job = job;
    this.emit = emit;
    this.about = { conversationId: job.conversationId, side: job.side };
    this.output = new TrackOutput({
      onTurnStarted: (turn) => emit({ kind: 'turn-started', ...this.about, ...turn }),
      onTurnEnded: (turn) => emit({ kind: 'turn-ended', ...this.about, ...turn }),
    });
    this.link = new Link(
      room,
      job.peerIdentity,
      { onTrack: (track) => this.linked(track) },
      monotonicMs,
    );
    this.stages = makeStages({
      job,
      keys,
      ports: {
        predictEnd: (pcm) => predict(pcm),
        floor: (sinceMs) => this.link.floor(sinceMs),
        selfSpeaking: () => this.session.agentState === 'speaking',
        now: monotonicMs,
        onYield: () => void this.session.interrupt(),
        onHeard: ({ text, startMs, endMs }) =>
          emit({
            kind: 'heard',
            ...this.about,
            text,
            startMonotonicMs: startMs,
            endMonotonicMs: endMs,
          }),
      },
      onFault: (error, fatal) => this.fault(error, fatal),
    });
    this.session = makeSession(this.stages);
    this.agent = new PersonaAgent(job.instructions, () => {
      this.nudge.stop();
      emit({ kind: 'hang-up', ...this.about });
    });
    this.nudge = new SilenceNudge({
      patience: job.manner.patience,
      opener: job.opener,
      busy: () => this.session.agentState !== 'listening' || this.link.peerSpeaks,
      now: monotonicMs,
      onNudge: () => void this.session.generateReply({ instructions: QUIET }),
    });
  }

  /** Publishes the voice, watches for the other side and, as the opener, prepares the first words. */
  async join(): Promise<void> {
    this.room.on(RoomEvent.Disconnected, this.onDisconnected);
    this.session.on(voice.AgentSessionEventTypes.AgentStateChanged, ({ newState }) =>
      this.stateChanged(newState),
    );
    this.session.on(voice.AgentSessionEventTypes.Close, ({ reason, error }) => {
      if (reason === CLOSED_BY_ERROR) this.fault(toErrorData(error), true);
    });
    this.session.input.audio = this.input;
    this.session.output.audio = this.output;
    this.link.open();
    await Promise.all([this.publish(), this.startSession()]);
    this.emit({ kind: 'joined', ...this.about });
    if (this.job.opener) this.session.generateReply({ instructions: OPENING });
  }

  /** The recorder listens and the other side is there: from now on this side may be heard. */
  begin(): void {
    this.settling = setTimeout(() => this.output.open(), LINE_SETTLE_MS);
    this.nudge.start();
  }

  /** From now on nothing new is said; what is being said is finished. */
  hush(): void {
    this.nudge.stop();
    this.agent.hush();
  }

  /** Ends this side: what is being said is cut and reported. Idempotent. */
  leave(): Promise<void> {
    this.leaving ??= this.end();
    return this.leaving;
  }

  /** Reports a fault of this side. */
  fault(error: ErrorData, fatal: boolean): void {
    if (this.leaving) return;
    this.emit({ kind: 'fault', ...this.about, error, fatal });
  }

  private async publish(): Promise<void> {
    const track = LocalAudioTrack.createAudioTrack('voice', this.output.source);
    // Without DTX silence is sent as well: the recorder and the monitor get an unbroken stream.
    const options = new TrackPublishOptions({
      source: TrackSource.SOURCE_MICROPHONE,
      dtx: false,
      red: false,
    });
    await this.room.localParticipant?.publishTrack(track, options);
  }

  private startSession(): Promise<void> {
    return this.session.start({ agent: this.agent, record: false });
  }

  private linked(track: RemoteTrack): void {
    this.input.attach(track);
    this.emit({ kind: 'linked', ...this.about });
  }

  private stateChanged(state: voice.AgentState): void {
    void this.room.localParticipant
      ?.setAttributes({ [AGENT_STATE_ATTRIBUTE]: state })
      .catch((error: unknown) => this.fault(toErrorData(error), false));
    this.emit({
      kind: 'state',
      ...this.about,
      state: toSideState(state),
      atMonotonicMs: monotonicMs(),
    });
  }

  private readonly onDisconnected = (reason: DisconnectReason): void => {
    this.fault(disconnectFault(reason), true);
    void this.leave();
  };

  private async end(): Promise<void> {
    clearTimeout(this.settling);
    this.nudge.stop();
    this.link.close();
    this.room.off(RoomEvent.Disconnected, this.onDisconnected);
    // Each step must be tried, whatever became of the one before it.
    await Promise.allSettled([this.output.close()]);
    await Promise.allSettled([this.session.close()]);
    await Promise.allSettled([this.input.close(), this.stages.close()]);
    await Promise.allSettled([this.room.disconnect()]);
    this.emit({ kind: 'left', ...this.about });
  }
}

function toSideState(state: voice.AgentState): SideState {
  switch (state) {
    case 'speaking':
    case 'thinking':
    case 'listening':
      return state;
    default:
      return 'joining';
  }
}
