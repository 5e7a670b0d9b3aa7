import { ParticipantKind, type Room, type TextStreamReader } from '@livekit/rtc-node';
import { monotonicMs } from '../../../contract/clock.ts';
import type { Transcript } from './transcript.ts';

/** Topic and attributes of transcriptions (LiveKit agents protocol). */
const TOPIC = 'lk.transcription';
const TRACK_ATTRIBUTE = 'lk.transcribed_track_id';
const SEGMENT_ATTRIBUTE = 'lk.segment_id';
const FINAL_ATTRIBUTE = 'lk.transcription_final';

export interface PublishedWordsOptions {
  room: Room;
  /** Who the agent is; undefined while nobody knows. */
  agent(): string | undefined;
  /** Takes what it says. */
  transcript: Transcript;
  /** Some of that has come, or a segment is complete. */
  onText(): void;
  /** What it understood of our side: final words, never empty. */
  onHeard(text: string): void;
}

/** What an agent publishes in `lk.transcription`: its own words, and ours as it understood them. */
export class PublishedWords {
  private readonly options: PublishedWordsOptions;

  constructor(options: PublishedWordsOptions) {
    this.options = options;
  }

  open(): void {
    this.options.room.registerTextStreamHandler(TOPIC, (reader, { identity }) => {
      // Of one that breaks off counts what came.
      this.take(reader, identity).catch(() => {});
    });
  }

  close(): void {
    this.options.room.unregisterTextStreamHandler(TOPIC);
  }

  /** The sender says whose words they are: agents send those of the caller in the caller's name. */
  private async take(reader: TextStreamReader, sender: string): Promise<void> {
    const { attributes = {}, streamId } = reader.info;
    if (this.areOurs(sender, attributes[TRACK_ATTRIBUTE])) {
      return this.heard(await reader.readAll(), attributes[FINAL_ATTRIBUTE] === 'true');
    }
    if (!this.areTheAgents(sender)) return reader.close();
    const { transcript, onText } = this.options;
    const sink = transcript.open(attributes[SEGMENT_ATTRIBUTE] ?? streamId, monotonicMs());
    try {
      for await (const piece of reader) {
        sink.add(piece);
        onText();
      }
    } finally {
      sink.close();
      onText();
    }
  }

  private areOurs(sender: string, trackId: string | undefined): boolean {
    const us = this.options.room.localParticipant;
    if (sender === us?.identity) return true;
    return trackId !== undefined && (us?.trackPublications.has(trackId) ?? false);
  }

  private areTheAgents(sender: string): boolean {
    const agent = this.options.agent();
    if (agent !== undefined) return sender === agent;
    // It may greet before we are told who it is.
    return this.options.room.remoteParticipants.get(sender)?.kind === ParticipantKind.AGENT;
  }

  /** Only final words count: those before them are said again. */
  private heard(text: string, isFinal: boolean): void {
    if (isFinal && text.trim() !== '') this.options.onHeard(text.trim());
  }
}
