import {
  AudioStream,
  DisconnectReason,
  RoomEvent,
  type Participant,
  type RemoteParticipant,
  type RemoteTrack,
  type Room,
  type TextStreamReader,
} from '@livekit/rtc-node';
import { monotonicMs } from '../../../contract/clock.ts';
import type { KeyRing } from '../../../contract/key-ring.ts';
import { otherSide } from '../../../contract/side.ts';
import type { FromWorker, SideJob } from '../../../contract/worker-messages.ts';
import { LISTENING_RATE } from '../../turn-taking/listening-rate.ts';
import { createVad } from '../../turn-taking/models.ts';
import { WINDOW_MS } from '../../turn-taking/voice-activity.ts';
import { Windows } from '../../turn-taking/windows.ts';
import { AGENT_STATE_ATTRIBUTE, Link } from '../link.ts';
import { SideReports } from '../side-reports.ts';
import { CallerTurns } from './caller-turns.ts';
import { makeFallbackEar, type FallbackEar } from './fallback-ear.ts';
import { goneFault, type Gone } from './gone.ts';
import { Sounding, type SoundTurn } from './sounding.ts';
import { stateOf } from './state-of.ts';
import { Transcript } from './transcript.ts';
import { TurnWriter } from './turn-writer.ts';

/** Topic and attributes of transcriptions (LiveKit agents protocol). */
const TOPIC = 'lk.transcription';
const TRACK_ATTRIBUTE = 'lk.transcribed_track_id';
const SEGMENT_ATTRIBUTE = 'lk.segment_id';
const FINAL_ATTRIBUTE = 'lk.transcription_final';

/** An agent whose connection broke may be back within this time, ms. */
const RETURN_MS = 5000;

export interface ObserverOptions {
  room: Room;
  /** Of the side of ours that is in this room. */
  job: SideJob;
  keys: KeyRing;
  emit(message: FromWorker): void;
}

/**
 * Tells of an agent of the user's own what our workers tell of their sides themselves, by what can be seen
 * and heard of it from the caller's seat.
 */
export class Observer {
  private readonly room: Room;
  private readonly reports: SideReports;
  private readonly link: Link;
  private readonly transcript = new Transcript();
  private readonly caller = new CallerTurns();
  private readonly sounding: Sounding;
  private readonly ear: FallbackEar | undefined;
  private readonly writer: TurnWriter;
  private identity: string | undefined;
  private joined = false;
  private linked = false;
  private saysState = false;
  private track: RemoteTrack | undefined;
  private leaving: NodeJS.Timeout | undefined;
  private closing: Promise<void> | undefined;

  constructor({ room, job, keys, emit }: ObserverOptions) {
    this.room = room;
    this.reports = new SideReports({ ...job, side: otherSide(job.side) }, emit);
    this.link = new Link(room, job.peer, { onTrack: (track) => this.listen(track) }, monotonicMs);
    this.ear = makeFallbackEar(job, keys, this.reports.usage);
    this.writer = new TurnWriter({
      transcript: this.transcript,
      ear: this.ear,
      reports: this.reports,
      wasCut: (turn) => this.caller.cut(turn),
    });
    this.sounding = new Sounding({
      now: monotonicMs,
      floor: (sinceMs) => this.link.floor(sinceMs),
      otherSpeaks: () => this.caller.isSpeaking,
      keepSound: this.ear !== undefined,
      onStart: (turn) => this.turnStarted(turn),
      onEnd: (turn) => this.turnEnded(turn),
    });
  }

  /** Begins to watch. Before the side of ours says anything. */
  open(): void {
    this.room.registerTextStreamHandler(TOPIC, (reader, { identity }) => {
      // Of one that breaks off counts what came.
      this.transcribed(reader, identity).catch(() => {});
    });
    this.room.on(RoomEvent.ParticipantConnected, this.onConnected);
    this.room.on(RoomEvent.ParticipantDisconnected, this.onDisconnected);
    this.room.on(RoomEvent.ParticipantAttributesChanged, this.onAttributes);
    this.link.open();
  }

  /** Who the agent is. */
  meet(identity: string): void {
    this.identity = identity;
    const there = this.room.remoteParticipants.get(identity);
    if (there) this.onConnected(there);
    this.link.meet(identity);
  }

  /** What the side of ours tells of itself. */
  note(message: FromWorker): void {
    this.caller.take(message);
  }

  /** Has the agent come? */
  get present(): boolean {
    return this.joined;
  }

  private get spoken(): boolean {
    return this.caller.any || this.writer.any;
  }

  /** The agent is gone, or the room is: what it was saying is told, and then that it left. */
  gone(how: Gone): Promise<void> {
    this.closing ??= this.end(how);
    return this.closing;
  }

  private readonly onConnected = (participant: Participant): void => {
    if (participant.identity !== this.identity) return;
    clearTimeout(this.leaving);
    this.tellState(participant.attributes[AGENT_STATE_ATTRIBUTE]);
    if (this.joined) return;
    this.joined = true;
    this.reports.step('joined');
  };

  private readonly onDisconnected = (participant: RemoteParticipant): void => {
    if (participant.identity !== this.identity) return;
    const meant = participant.disconnectReason;
    const isWill =
      meant === DisconnectReason.CLIENT_INITIATED || meant === DisconnectReason.PARTICIPANT_REMOVED;
    if (isWill) return void this.gone('left');
    this.leaving = setTimeout(() => void this.gone('lost'), RETURN_MS);
  };

  private readonly onAttributes = (
    changed: Record<string, string>,
    participant: Participant,
  ): void => {
    if (participant.identity === this.identity) this.tellState(changed[AGENT_STATE_ATTRIBUTE]);
  };

  private tellState(state: string | undefined): void {
    if (state === undefined) return;
    this.saysState = true;
    this.reports.state(stateOf(state));
  }

  private listen(track: RemoteTrack): void {
    this.track = track;
    void this.pump(track);
    if (this.linked) return;
    this.linked = true;
    this.reports.step('linked');
  }

  /** Ends when the track does, or when another one takes its place. */
  private async pump(track: RemoteTrack): Promise<void> {
    const format = { sampleRate: LISTENING_RATE, numChannels: 1, frameSizeMs: WINDOW_MS };
    const windows = new Windows();
    const vad = createVad();
    for await (const frame of new AudioStream(track, format)) {
      for (const window of windows.cut(frame.data)) {
        const probability = await vad.predict(window);
        if (this.track !== track || this.closing) return;
        this.sounding.handleWindow(window, probability);
      }
    }
  }

  private turnStarted(turn: SoundTurn): void {
    if (!this.saysState) this.reports.state('speaking');
    this.writer.start(turn);
  }

  private turnEnded(turn: SoundTurn): void {
    if (!this.saysState) this.reports.state('listening');
    this.writer.end(turn);
  }

  /** The sender says whose words they are: agents send those of the caller in the caller's name. */
  private async transcribed(reader: TextStreamReader, sender: string): Promise<void> {
    const { attributes = {}, streamId } = reader.info;
    if (this.isOurs(sender, attributes[TRACK_ATTRIBUTE])) {
      return this.heard(await reader.readAll(), attributes[FINAL_ATTRIBUTE] === 'true');
    }
    if (this.identity !== undefined && sender !== this.identity) return void reader.close();
    const sink = this.transcript.open(attributes[SEGMENT_ATTRIBUTE] ?? streamId, monotonicMs());
    try {
      for await (const piece of reader) {
        sink.add(piece);
        this.writer.textCame(this.sounding.open);
      }
    } finally {
      sink.close();
      this.writer.textCame(this.sounding.open);
    }
  }

  private isOurs(sender: string, trackId: string | undefined): boolean {
    const us = this.room.localParticipant;
    if (sender === us?.identity) return true;
    return trackId !== undefined && (us?.trackPublications.has(trackId) ?? false);
  }

  /** Only final words count: those before them are said again. */
  private heard(text: string, isFinal: boolean): void {
    if (!isFinal || text.trim() === '') return;
    this.reports.onHeard({ text: text.trim(), ...this.caller.heardAt(monotonicMs()) });
  }

  private async end(how: Gone): Promise<void> {
    clearTimeout(this.leaving);
    this.link.close();
    this.room.unregisterTextStreamHandler(TOPIC);
    this.room.off(RoomEvent.ParticipantConnected, this.onConnected);
    this.room.off(RoomEvent.ParticipantDisconnected, this.onDisconnected);
    this.room.off(RoomEvent.ParticipantAttributesChanged, this.onAttributes);
    this.sounding.end();
    await this.writer.close();
    await this.ear?.close().catch(() => {}); // it is no longer needed
    if (!this.joined) return;
    if (how !== 'over' && this.spoken) this.reports.step('hang-up');
    else if (how !== 'over') this.reports.fault(goneFault(how), true);
    this.reports.step('left');
  }
}
