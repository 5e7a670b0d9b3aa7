import { voice } from '@livekit/agents';
import { RoomEvent, type DisconnectReason, type RemoteTrack, type Room } from '@livekit/rtc-node';
import { predict } from '../turn-taking/models.ts';
import { monotonicMs } from '../../contract/clock.ts';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import { OPENING_INSTRUCTION } from '../../contract/instructions.ts';
import type { FromWorker, SideJob } from '../../contract/worker-messages.ts';
import { leaveRoom } from '../leave-room.ts';
import { disconnectFault } from './disconnect-fault.ts';
import { Link } from './link.ts';
import { PersonaAgent } from './persona-agent.ts';
import { publishVoice } from './publish-voice.ts';
import { makePerformer } from './make-performer.ts';
import type { Performer, PerformerOptions } from './performer.ts';
import { SideReports } from './side-reports.ts';
import { SilenceNudge } from './silence-nudge.ts';
import { StateTeller } from './state-teller.ts';
import type { StemWriter } from './stem-writer.ts';
import { TrackInput } from './track-input.ts';
import { voiceSource } from './playout.ts';
import { TrackOutput } from './track-output.ts';

/**
 * Jitter buffers that have just begun to fill stretch and squeeze what comes first: without a moment
 * of silence before it, the first turn was heard (and recorded) warped by up to 70 ms.
 */
const LINE_SETTLE_MS = 200;

const CLOSED_BY_ERROR: string = voice.CloseReason.ERROR;

const QUIET = 'The line has gone quiet. Speak up: go on, or ask whether the other person is there.';

export interface PlaySideOptions {
  /** Connected already, with a token of kind agent and the identity of the job. */
  room: Room;
  job: SideJob;
  /** Provider keys by provider. */
  keys: Record<string, string>;
  /** Keeps what is played. */
  stem?: StemWriter | undefined;
  emit(message: FromWorker): void;
}

/**
 * Plays one side of one conversation in a room. It does not know who hosts it: a process for all
 * conversations of a side, or one for each.
 */
export class PlayedSide {
  private readonly room: Room;
  private readonly job: SideJob;
  private readonly reports: SideReports;
  private readonly states: StateTeller;
  private readonly agent: PersonaAgent;
  private readonly performer: Performer;
  private readonly input = new TrackInput();
  private readonly source = voiceSource();
  private readonly output: TrackOutput;
  private readonly link: Link;
  private readonly nudge: SilenceNudge;
  private joining: Promise<void> | undefined;
  private settling: NodeJS.Timeout | undefined;
  private leaving: Promise<void> | undefined;
  private failed = false;

  constructor({ room, job, keys, stem, emit }: PlaySideOptions) {
    this.room = room;
    this.job = job;
    const reports = (this.reports = new SideReports(job, emit));
    this.states = new StateTeller({ room, reports, onFault: (error) => this.fault(error, false) });
    this.output = new TrackOutput({
      source: this.source,
      events: this.reports,
      stem,
      lacksEnd: () => this.performer.isCutShort,
    });
    const onTrack = (track: RemoteTrack): void => this.linked(track);
    this.link = new Link(room, job.peer, { onTrack }, monotonicMs);
    this.agent = new PersonaAgent(job.instructions, () => this.hungUp());
    this.performer = makePerformer({
      job,
      agent: this.agent,
      keys,
      ports: this.listenerPorts(),
      onFault: (error, fatal) => this.fault(error, fatal),
      onUsage: this.reports.usage,
      onPreparing: (preparing) => this.preparing(preparing),
    });
    this.nudge = this.makeNudge();
  }

  /** Publishes the voice, watches for the other side and, as the opener, prepares the first words for it. */
  join(): Promise<void> {
    this.joining ??= this.enter();
    return this.joining;
  }

  /** Who the other side is, where the job could not tell. */
  meet(identity: string): void {
    this.link.meet(identity);
  }

  /**
   * The recorder listens and the other side is there: from now on this side may be heard.
   *
   * @param options `first`: it speaks first, where it could not prepare that
   */
  begin({ first = false } = {}): void {
    if (this.leaving) return;
    this.settling = setTimeout(() => this.output.open(), LINE_SETTLE_MS);
    this.nudge.start();
    if (first) this.performer.speak(OPENING_INSTRUCTION);
  }

  /** From now on nothing new is said; what is being said is finished. */
  hush(): void {
    this.nudge.stop();
    this.agent.hush();
  }

  /** From the next reply on this side says goodbye and hangs up. */
  wrapUp(): void {
    this.agent.wrapUp();
  }

  /** Ends this side: what is being said is cut and reported. Idempotent. */
  leave(): Promise<void> {
    this.leaving ??= this.end();
    return this.leaving;
  }

  private listenerPorts(): PerformerOptions['ports'] {
    return {
      predictEnd: (pcm) => predict(pcm),
      floor: (sinceMs) => this.link.floor(sinceMs),
      selfSpeaking: () => this.performer.session.agentState === 'speaking',
      now: monotonicMs,
      onYield: () => void this.performer.session.interrupt(),
      onHeard: this.reports.onHeard,
    };
  }

  private makeNudge(): SilenceNudge {
    const { opener, manner } = this.job;
    return new SilenceNudge({
      patience: manner.patience,
      opener,
      busy: () =>
        this.performer.session.agentState !== 'listening' ||
        this.performer.isPreparing ||
        this.link.peerSpeaks,
      now: monotonicMs,
      onNudge: () => this.performer.speak(QUIET),
    });
  }

  private async enter(): Promise<void> {
    this.room.on(RoomEvent.Disconnected, this.onDisconnected);
    const { session } = this.performer;
    session.on(voice.AgentSessionEventTypes.AgentStateChanged, ({ newState }) =>
      this.states.tell(newState),
    );
    session.on(voice.AgentSessionEventTypes.Close, ({ reason, error }) => {
      if (reason === CLOSED_BY_ERROR) this.fault(toErrorData(error), true);
    });
    session.output.audio = this.output;
    this.link.open();
    await Promise.all([publishVoice(this.room, this.source), this.performer.start(this.input)]);
    if (this.leaving) return;
    this.reports.step('joined');
    // An agent of the user's own may greet: only when it does not is there something to open with.
    const { opener, peer } = this.job;
    if (opener && peer.kind === 'ours') this.performer.speak(OPENING_INSTRUCTION);
  }

  private hungUp(): void {
    this.nudge.stop();
    this.reports.step('hang-up');
  }

  private fault(error: ErrorData, fatal: boolean): void {
    // What breaks because of what broke before it is no news.
    if (this.leaving || (fatal && this.failed)) return;
    this.failed ||= fatal;
    this.reports.fault(error, fatal);
  }

  private linked(track: RemoteTrack): void {
    this.input.attach(track);
    this.reports.step('linked');
  }

  private preparing(preparing: boolean): void {
    if (this.performer.session.agentState !== 'listening') return;
    this.states.tell(preparing ? 'thinking' : 'listening');
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
    // Each step must be tried, whatever became of the one before it. A session that is closed while
    // it starts would go on starting.
    await Promise.allSettled([this.output.close(), this.joining]);
    this.performer.abandon?.();
    await Promise.allSettled([this.performer.session.close()]);
    await Promise.allSettled([this.input.close(), this.performer.close()]);
    await Promise.allSettled([leaveRoom(this.room)]);
    this.reports.step('left');
  }
}
