import type { Room } from '@livekit/rtc-node';
import { monotonicMs } from '../../../contract/clock.ts';
import type { KeyRing } from '../../../contract/key-ring.ts';
import { otherSide } from '../../../contract/side.ts';
import type { SideState } from '../../../contract/studio-events.ts';
import type { FromWorker, SideJob } from '../../../contract/worker-messages.ts';
import { Link } from '../link.ts';
import { SideReports } from '../side-reports.ts';
import { CallerTurns } from './caller-turns.ts';
import { Claim } from './claim.ts';
import { makeFallbackEar, type FallbackEar } from './fallback-ear.ts';
import { goneFault, hasHungUp, type Gone } from './gone.ts';
import { Presence } from './presence.ts';
import { PublishedWords } from './published-words.ts';
import { Sounding, type SoundTurn } from './sounding.ts';
import { TrackWindows } from './track-windows.ts';
import { Transcript } from './transcript.ts';
import { TurnWriter } from './turn-writer.ts';

export interface ObserverOptions {
  room: Room;
  /** Of the side of ours that is in this room. */
  job: SideJob;
  keys: KeyRing;
  emit(message: FromWorker): void;
  /** The agent is heard to speak. */
  onSpeaks(): void;
}

/**
 * Tells of an agent of the user's own what our workers tell of their sides themselves, by what can be seen
 * and heard of it from the caller's seat.
 */
export class Observer {
  private readonly options: ObserverOptions;
  private readonly reports: SideReports;
  private readonly caller = new CallerTurns();
  private readonly presence: Presence;
  private readonly claim: Claim;
  private readonly words: PublishedWords;
  private readonly windows: TrackWindows;
  private readonly link: Link;
  private readonly ear: FallbackEar | undefined;
  private readonly sounding: Sounding;
  private readonly writer: TurnWriter;
  private linked = false;
  private closing: Promise<void> | undefined;

  constructor(options: ObserverOptions) {
    const { room, job, keys, emit } = options;
    this.options = options;
    this.reports = new SideReports({ ...job, side: otherSide(job.side) }, emit);
    this.ear = makeFallbackEar(job, keys, this.reports.usage);
    this.claim = new Claim((state) => this.reports.state(state));
    this.presence = new Presence(room, {
      onJoined: () => this.reports.step('joined'),
      onState: (state) => this.claim.handleState(state),
      onGone: (how) => void this.gone(how),
    });
    const transcript = new Transcript();
    this.writer = new TurnWriter({
      ...{ transcript, ear: this.ear, reports: this.reports },
      wasCut: (turn) => this.caller.cut(turn),
    });
    this.words = new PublishedWords({
      ...{ room, transcript },
      agent: () => this.presence.identity,
      onText: () => this.writer.textCame(this.sounding.open),
      onHeard: (text) => this.reports.onHeard({ text, ...this.caller.heardAt(monotonicMs()) }),
    });
    this.sounding = this.makeSounding();
    this.windows = new TrackWindows({
      onWindow: (pcm, probability) => this.sounding.handleWindow(pcm, probability),
      onEnd: () => this.sounding.end(),
    });
    this.link = this.makeLink();
  }

  /** Begins to watch. Before the side of ours says anything. */
  open(): void {
    this.words.open();
    this.presence.open();
    this.link.open();
  }

  /** Who the agent is. */
  meet(identity: string): void {
    this.presence.meet(identity);
    this.link.meet(identity);
  }

  /** What the side of ours tells of itself. */
  note(message: FromWorker): void {
    this.caller.take(message);
  }

  /** Has the agent come? */
  get present(): boolean {
    return this.presence.joined;
  }

  /** What the agent says that it does; undefined: nothing. */
  get state(): SideState | undefined {
    return this.presence.state;
  }

  /** The agent is gone, or the room is: what it was saying is told, and then that it left. */
  gone(how: Gone): Promise<void> {
    this.closing ??= this.end(how);
    return this.closing;
  }

  private makeSounding(): Sounding {
    return new Sounding({
      now: monotonicMs,
      floor: (sinceMs) => this.link.floor(sinceMs),
      otherSpeaks: () => this.caller.isSpeaking,
      keepSound: this.ear !== undefined,
      onStart: (turn) => this.turnStarted(turn),
      onEnd: (turn) => this.turnEnded(turn),
    });
  }

  private makeLink(): Link {
    const { room, job } = this.options;
    const events = {
      onTrack: (track: Parameters<TrackWindows['listenTo']>[0]) => {
        this.windows.listenTo(track);
        this.tellLinked();
      },
      // A track that is gone can't be relied upon to say so.
      onLost: () => this.sounding.end(),
    };
    return new Link(room, job.peer, events, monotonicMs);
  }

  private tellLinked(): void {
    if (!this.linked) this.reports.step('linked');
    this.linked = true;
  }

  private turnStarted(turn: SoundTurn): void {
    this.claim.handleSound(true);
    this.writer.start(turn);
    this.options.onSpeaks();
  }

  private turnEnded(turn: SoundTurn): void {
    this.claim.handleSound(false);
    this.writer.end(turn);
  }

  private async end(how: Gone): Promise<void> {
    this.link.close();
    this.words.close();
    this.presence.close();
    this.windows.close();
    this.sounding.end();
    this.claim.close();
    await this.writer.close();
    await this.ear?.close().catch(() => {}); // it is no longer needed
    if (!this.present) return;
    if (how !== 'over') this.tellGone(how);
    this.reports.step('left');
  }

  private tellGone(how: Exclude<Gone, 'over'>): void {
    const haveTalked = this.caller.any || this.writer.any;
    if (hasHungUp(how, haveTalked)) this.reports.step('hang-up');
    else this.reports.fault(goneFault(how, haveTalked), true);
  }
}
