import {
  ParticipantKind,
  RoomEvent,
  TrackKind,
  TrackSource,
  type DisconnectReason,
  type Room,
} from '@livekit/rtc-node';
import { EventEmitter } from 'node:events';

export interface FakePublication {
  kind: TrackKind;
  source: TrackSource;
  /** What was asked of it, in order. */
  asked: boolean[];
  track: unknown;
  setSubscribed(yes: boolean): void;
}

export interface FakeParticipant {
  identity: string;
  kind: ParticipantKind;
  attributes: Record<string, string>;
  disconnectReason?: DisconnectReason;
  trackPublications: Map<string, FakePublication>;
}

type StreamHandler = (reader: unknown, sender: { identity: string }) => void;

/** The part of rtc-node's room that is looked at from within it, with its events. */
export class FakeRoom extends EventEmitter {
  readonly remoteParticipants = new Map<string, FakeParticipant>();
  readonly localParticipant = { identity: 'c-a', trackPublications: new Map<string, object>() };
  private readonly handlers = new Map<string, StreamHandler>();
  private count = 0;

  get room(): Room {
    return this as unknown as Room;
  }

  registerTextStreamHandler(topic: string, handler: StreamHandler): void {
    this.handlers.set(topic, handler);
  }

  unregisterTextStreamHandler(topic: string): void {
    this.handlers.delete(topic);
  }

  join(identity: string, about: Partial<FakeParticipant> = {}): FakeParticipant {
    const usual = { kind: ParticipantKind.AGENT, attributes: {}, trackPublications: new Map() };
    const participant = { identity, ...usual, ...about };
    this.remoteParticipants.set(identity, participant);
    this.emit(RoomEvent.ParticipantConnected, participant);
    return participant;
  }

  leave(participant: FakeParticipant, disconnectReason?: DisconnectReason): void {
    this.remoteParticipants.delete(participant.identity);
    const gone = disconnectReason === undefined ? {} : { disconnectReason };
    this.emit(RoomEvent.ParticipantDisconnected, Object.assign(participant, gone));
  }

  publish(participant: FakeParticipant, about: Partial<FakePublication> = {}): FakePublication {
    const sid = `TR_${(this.count += 1)}`;
    const publication: FakePublication = {
      kind: TrackKind.KIND_AUDIO,
      source: TrackSource.SOURCE_MICROPHONE,
      asked: [],
      track: undefined,
      setSubscribed(yes) {
        this.asked.push(yes);
      },
      ...about,
    };
    participant.trackPublications.set(sid, publication);
    this.emit(RoomEvent.TrackPublished, publication, participant);
    return publication;
  }

  unpublish(participant: FakeParticipant, publication: FakePublication): void {
    for (const [sid, one] of participant.trackPublications) {
      if (one === publication) participant.trackPublications.delete(sid);
    }
    this.emit(RoomEvent.TrackUnpublished, publication, participant);
  }

  /** The server gives the sound that was asked for. */
  give(participant: FakeParticipant, publication: FakePublication, track: unknown): void {
    publication.track = track;
    this.emit(RoomEvent.TrackSubscribed, track, publication, participant);
  }

  says(participant: FakeParticipant, attributes: Record<string, string>): void {
    Object.assign(participant.attributes, attributes);
    this.emit(RoomEvent.ParticipantAttributesChanged, attributes, participant);
  }

  /** A text stream begins. @returns takes its pieces; `end` closes it */
  write(topic: string, identity: string, attributes: Record<string, string> = {}): TextPieces {
    const pieces = new TextPieces(attributes, `ST_${(this.count += 1)}`);
    this.handlers.get(topic)?.(pieces, { identity });
    return pieces;
  }
}

/** A text stream as rtc-node hands it over, written by a test. */
export class TextPieces {
  readonly info: { attributes: Record<string, string>; streamId: string };
  isClosed = false;
  private readonly stream = new TransformStream<string, string>(
    undefined,
    { highWaterMark: 100 },
    { highWaterMark: 100 },
  );
  private readonly writer = this.stream.writable.getWriter();

  constructor(attributes: Record<string, string>, streamId: string) {
    this.info = { attributes, streamId };
  }

  async say(piece: string): Promise<void> {
    await this.writer.write(piece);
    await settled();
  }

  async end(): Promise<void> {
    await this.writer.close();
    await settled();
  }

  async breakOff(): Promise<void> {
    await this.writer.abort(new Error('the sender is gone'));
    await settled();
  }

  [Symbol.asyncIterator](): AsyncIterator<string> {
    return this.stream.readable[Symbol.asyncIterator]();
  }

  async readAll(): Promise<string> {
    let text = '';
    for await (const piece of this) text += piece;
    return text;
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

/** Everything that has been made ready to run has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
