import { AudioFrame } from '@livekit/rtc-node';

/**
 * Cuts little-endian 16-bit PCM that arrives in pieces of any size (odd ones too) into frames.
 * The last one is filled up to 10 ms, the grain in which WebRTC plays: without that its rest would
 * stay in the source and be heard at the start of the next turn.
 */
export class PcmFramer {
  private readonly sampleRate: number;
  private readonly frameBytes: number;
  private rest: Buffer = Buffer.alloc(0);

  /** @param frameMs length of a frame, a multiple of 10 ms */
  constructor(sampleRate: number, frameMs: number) {
    this.sampleRate = sampleRate;
    this.frameBytes = Math.round((sampleRate * frameMs) / 1000) * 2;
  }

  push(bytes: Uint8Array): AudioFrame[] {
    this.rest = Buffer.concat([this.rest, bytes]);
    const frames: AudioFrame[] = [];
    while (this.rest.length >= this.frameBytes) {
      frames.push(this.frame(this.rest.subarray(0, this.frameBytes)));
      this.rest = this.rest.subarray(this.frameBytes);
    }
    return frames;
  }

  flush(): AudioFrame[] {
    const grain = Math.round(this.sampleRate / 100) * 2;
    const whole = this.rest.subarray(0, this.rest.length - (this.rest.length % 2));
    this.rest = Buffer.alloc(0);
    if (whole.length === 0) return [];
    const filled = Buffer.alloc(Math.ceil(whole.length / grain) * grain);
    whole.copy(filled);
    return [this.frame(filled)];
  }

  private frame(bytes: Buffer): AudioFrame {
    const samples = new Int16Array(bytes.length / 2);
    for (let i = 0; i < samples.length; i++) samples[i] = bytes.readInt16LE(i * 2);
    return new AudioFrame(samples, this.sampleRate, 1, samples.length);
  }
}
