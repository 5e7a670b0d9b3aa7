import { AudioFrame } from '@livekit/rtc-node';

/**
 * Cuts sound that arrives in pieces of any length into frames. The last one is filled up to 10 ms, the
 * grain in which WebRTC plays: without that its rest would stay in the source and be heard at the start
 * of the next turn.
 */
export class PcmFramer {
  private readonly sampleRate: number;
  private readonly frameSamples: number;
  private rest = new Int16Array(0);

  /** @param frameMs length of a frame, a multiple of 10 ms */
  constructor(sampleRate: number, frameMs: number) {
    this.sampleRate = sampleRate;
    this.frameSamples = Math.round((sampleRate * frameMs) / 1000);
  }

  push(samples: Int16Array): AudioFrame[] {
    const all = new Int16Array(this.rest.length + samples.length);
    all.set(this.rest);
    all.set(samples, this.rest.length);
    const frames: AudioFrame[] = [];
    let at = 0;
    for (; at + this.frameSamples <= all.length; at += this.frameSamples) {
      frames.push(this.frame(all.slice(at, at + this.frameSamples)));
    }
    this.rest = all.slice(at);
    return frames;
  }

  flush(): AudioFrame[] {
    const { rest } = this;
    this.rest = new Int16Array(0);
    if (rest.length === 0) return [];
    const grain = Math.round(this.sampleRate / 100);
    const filled = new Int16Array(Math.ceil(rest.length / grain) * grain);
    filled.set(rest);
    return [this.frame(filled)];
  }

  private frame(samples: Int16Array): AudioFrame {
    return new AudioFrame(samples, this.sampleRate, 1, samples.length);
  }
}
