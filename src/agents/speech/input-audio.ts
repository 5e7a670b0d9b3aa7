import { AudioFrame, AudioResampler } from '@livekit/rtc-node';
import { LISTENING_RATE } from '../turn-taking/listening-rate.ts';

/** The rate of a Realtime API's `audio/pcm`, Hz (API reference). */
export const REALTIME_RATE = 24_000;
/** Windows of 32 ms that travel in one message. */
const WINDOWS = 3;

/** Client events of a Realtime API that carry what is heard. */
export type InputEvent =
  | { type: 'input_audio_buffer.append'; audio: string }
  | { type: 'input_audio_buffer.clear' }
  | { type: 'input_audio_buffer.commit'; event_id: string };

/** Sends 16 kHz audio as a Realtime API wants it: 24 kHz, base64, a tenth of a second at a time. */
export class InputAudio {
  private readonly send: (event: InputEvent) => void;
  private resampler: AudioResampler | undefined;
  private waiting: AudioFrame[] = [];
  private windows = 0;

  constructor(send: (event: InputEvent) => void) {
    this.send = send;
  }

  append(pcm: Int16Array): void {
    this.resampler ??= new AudioResampler(LISTENING_RATE, REALTIME_RATE, 1);
    const frame = new AudioFrame(Int16Array.from(pcm), LISTENING_RATE, 1, pcm.length);
    this.waiting.push(...this.resampler.push(frame));
    this.windows += 1;
    if (this.windows >= WINDOWS) this.sendWaiting();
  }

  /** What was appended is one piece of speech, which the server names in its answers. */
  commit(eventId: string): void {
    if (this.resampler) this.waiting.push(...this.resampler.flush());
    this.sendWaiting();
    this.close();
    this.send({ type: 'input_audio_buffer.commit', event_id: eventId });
  }

  /** What was appended since the last commit is forgotten. */
  clear(): void {
    this.waiting = [];
    this.close();
    this.send({ type: 'input_audio_buffer.clear' });
  }

  close(): void {
    this.resampler?.close();
    this.resampler = undefined;
  }

  private sendWaiting(): void {
    const bytes = Buffer.concat(
      this.waiting.map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
    );
    this.waiting = [];
    this.windows = 0;
    if (bytes.length === 0) return;
    this.send({ type: 'input_audio_buffer.append', audio: bytes.toString('base64') });
  }
}
