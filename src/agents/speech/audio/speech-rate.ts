import { AudioFrame, AudioResampler, AudioResamplerQuality } from '@livekit/rtc-node';
import type { Mono } from './decoder.ts';

/** Brings sound of any rate to one rate; piece by piece, without a seam between them. */
export class SpeechRate {
  private readonly toRate: number;
  private resampler: AudioResampler | undefined;

  /** @param toRate Hz */
  constructor(toRate: number) {
    this.toRate = toRate;
  }

  push({ samples, sampleRate }: Mono): Int16Array[] {
    if (samples.length === 0) return [];
    const before = this.resampler && this.resampler.inputRate !== sampleRate ? this.flush() : [];
    if (sampleRate === this.toRate) return [...before, samples];
    const quality = AudioResamplerQuality.HIGH;
    this.resampler ??= new AudioResampler(sampleRate, this.toRate, 1, quality);
    const frame = new AudioFrame(samples, sampleRate, 1, samples.length);
    return [...before, ...this.resampler.push(frame).map(({ data }) => data)];
  }

  /** What the filter still holds; afterwards another rate may follow. */
  flush(): Int16Array[] {
    const rest = this.resampler?.flush().map(({ data }) => data) ?? [];
    this.close();
    return rest;
  }

  close(): void {
    this.resampler?.close();
    this.resampler = undefined;
  }
}
