import { voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { ReadableStream, type ReadableStreamDefaultController } from 'node:stream/web';
import { LISTENING_RATE } from '../../src/agents/turn-taking/listening-rate.ts';
import { speak } from './fake-openai/voice.ts';

/** A line into which a test speaks, much faster than real time. */
export class SpeechLine extends voice.AudioInput {
  private controller: ReadableStreamDefaultController<AudioFrame> | undefined;
  private readonly frames = new ReadableStream<AudioFrame>({
    start: (controller) => {
      this.controller = controller;
    },
  });

  override get stream(): ReadableStream<AudioFrame> {
    return this.frames;
  }

  /** Real speech, with silence before and after it. */
  async say(text: string): Promise<void> {
    this.silence(400);
    this.put(await speak(text, 'alloy', { sampleRate: LISTENING_RATE }));
    this.silence(600);
  }

  silence(ms: number): void {
    this.put(new Int16Array((ms * LISTENING_RATE) / 1000));
  }

  override async close(): Promise<void> {
    this.controller?.close();
    await super.close();
  }

  private put(pcm: Int16Array): void {
    const frame = new AudioFrame(Int16Array.from(pcm), LISTENING_RATE, 1, pcm.length);
    this.controller?.enqueue(frame);
  }
}
