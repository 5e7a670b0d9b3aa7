import { voice } from '@livekit/agents';
import { AudioStream, type AudioFrame, type RemoteTrack } from '@livekit/rtc-node';
import { ReadableStream, type ReadableStreamDefaultController } from 'node:stream/web';
import { LISTENING_RATE } from '../turn-taking/listening-rate.ts';
import { WINDOW_MS } from '../turn-taking/voice-activity.ts';

/**
 * The other side's track as the session's input: 16 kHz mono, one frame for each window of the
 * voice-activity model, which keeps the number of messages from the native side low.
 */
export class TrackInput extends voice.AudioInput {
  private controller: ReadableStreamDefaultController<AudioFrame> | undefined;
  private readonly frames = new ReadableStream<AudioFrame>({
    start: (controller) => {
      this.controller = controller;
    },
  });
  private reader: ReadableStreamDefaultReader<AudioFrame> | undefined;

  override get stream(): ReadableStream<AudioFrame> {
    return this.frames;
  }

  /** Takes over from the track before it, if there was one (the other side has reconnected). */
  attach(track: RemoteTrack): void {
    void this.reader?.cancel();
    const stream = new AudioStream(track, {
      sampleRate: LISTENING_RATE,
      numChannels: 1,
      frameSizeMs: WINDOW_MS,
    });
    this.reader = stream.getReader();
    void this.pump(this.reader);
  }

  private async pump(reader: ReadableStreamDefaultReader<AudioFrame>): Promise<void> {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || reader !== this.reader) return;
      this.controller?.enqueue(value);
    }
  }

  override async close(): Promise<void> {
    const { reader, controller } = this;
    this.reader = undefined;
    this.controller = undefined;
    await reader?.cancel();
    controller?.close();
    await super.close();
  }
}
