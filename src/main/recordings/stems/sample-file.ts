import { open, type FileHandle } from 'node:fs/promises';
import { readWavInfo } from '../wav.ts';

interface Layout {
  /** Hz */
  sampleRate: number;
  channels: number;
  /** Where the audio begins in the file. */
  dataOffset: number;
  /** Samples of each channel. */
  samples: number;
}

/** 16-bit PCM in a file, read at any place: what a few seconds take is all that is in memory. */
export class SampleFile {
  readonly layout: Layout;
  readonly #file: FileHandle;

  private constructor(file: FileHandle, layout: Layout) {
    this.#file = file;
    this.layout = layout;
  }

  /** @throws StudioError `not-found`, or `recorder-failed` when it is no 16-bit PCM WAV file */
  static async openWav(path: string): Promise<SampleFile> {
    const info = await readWavInfo(path);
    return new SampleFile(await open(path, 'r'), info);
  }

  /** A mono file without header, s16le. @throws what the file system throws */
  static async openPcm(path: string, sampleRate: number): Promise<SampleFile> {
    const file = await open(path, 'r');
    const { size } = await file.stat();
    return new SampleFile(file, {
      sampleRate,
      channels: 1,
      dataOffset: 0,
      samples: Math.floor(size / 2),
    });
  }

  /** Samples [from, from + length) of one channel, −1 … 1; silence where the file has none. */
  async read(from: number, length: number, channel = 0): Promise<Float32Array> {
    const { channels, dataOffset, samples } = this.layout;
    const target = new Float32Array(length);
    const first = Math.max(from, 0);
    const frames = Math.min(from + length, samples) - first;
    if (frames <= 0) return target;
    const bytes = new Uint8Array(frames * channels * 2);
    const position = dataOffset + first * channels * 2;
    const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, position);
    const pcm = new Int16Array(bytes.buffer, 0, bytesRead >> 1);
    for (let at = channel, to = first - from; at < pcm.length; at += channels, to += 1) {
      target[to] = pcm[at]! / 32768;
    }
    return target;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
