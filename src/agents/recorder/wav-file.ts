import { open, type FileHandle } from 'node:fs/promises';
import { StudioError } from '../../contract/errors.ts';
import { MAX_WAV_DATA_BYTES, WAV_HEADER_BYTES, wavHeader } from '../../contract/wav-format.ts';

export interface WavFileOptions {
  path: string;
  sampleRate: number;
  channels: number;
  /** Go on at the end of a file that is there, instead of starting a new one. */
  resume: boolean;
  /** Bytes of audio that the file may hold. */
  maxDataBytes?: number;
}

/**
 * A WAV file that grows. After every `append` the header on disk tells the length, so the file is valid
 * whenever the process dies. Calls must not overlap.
 */
export class WavFile {
  dataBytes = 0;
  private readonly handle: FileHandle;
  private readonly options: WavFileOptions;

  private constructor(handle: FileHandle, options: WavFileOptions) {
    this.handle = handle;
    this.options = options;
  }

  /** @throws StudioError `recorder-failed` when the file can't be written. */
  static async open(options: WavFileOptions): Promise<WavFile> {
    try {
      const handle = await open(options.path, options.resume ? 'r+' : 'w+');
      const file = new WavFile(handle, options);
      if (options.resume) await file.findEnd();
      await file.writeHeader();
      return file;
    } catch (cause) {
      throw writeError(options.path, cause);
    }
  }

  /** Samples of each channel. */
  get samples(): number {
    return this.dataBytes / this.frameBytes;
  }

  /**
   * Appends interleaved samples and brings the header up to date.
   * @throws StudioError `disk-full`, or `recorder-failed` (file too long, not writable). What the header
   *   tells stays true.
   */
  async append(block: Int16Array): Promise<void> {
    const max = this.options.maxDataBytes ?? MAX_WAV_DATA_BYTES;
    if (this.dataBytes + block.byteLength > max) throw tooLong(this.options.path);
    try {
      await this.writeAll(new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
      this.dataBytes += block.byteLength;
      await this.writeHeader();
    } catch (cause) {
      throw writeError(this.options.path, cause);
    }
  }

  /** Reads what is there, in interleaved pieces of about a second. */
  async *read(): AsyncGenerator<Int16Array> {
    const piece = this.frameBytes * this.options.sampleRate;
    for (let at = 0; at < this.dataBytes; at += piece) {
      const bytes = new Uint8Array(Math.min(piece, this.dataBytes - at));
      await this.handle.read(bytes, 0, bytes.length, WAV_HEADER_BYTES + at);
      yield new Int16Array(bytes.buffer);
    }
  }

  /** Brings everything to the disk and closes. */
  async close(): Promise<void> {
    try {
      await this.handle.truncate(WAV_HEADER_BYTES + this.dataBytes);
      await this.handle.sync();
    } finally {
      await this.handle.close();
    }
  }

  private get frameBytes(): number {
    return this.options.channels * 2;
  }

  private async findEnd(): Promise<void> {
    const { size } = await this.handle.stat();
    const frames = Math.floor(Math.max(0, size - WAV_HEADER_BYTES) / this.frameBytes);
    this.dataBytes = frames * this.frameBytes;
  }

  private async writeHeader(): Promise<void> {
    const { sampleRate, channels } = this.options;
    const header = wavHeader({ sampleRate, channels, dataBytes: this.dataBytes });
    await this.handle.write(header, 0, header.length, 0);
  }

  /** A write may be short, for instance on a disk that is nearly full. */
  private async writeAll(bytes: Uint8Array): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
      const at = WAV_HEADER_BYTES + this.dataBytes + done;
      done += (await this.handle.write(bytes, done, bytes.length - done, at)).bytesWritten;
    }
  }
}

function tooLong(path: string): StudioError {
  return new StudioError({
    code: 'recorder-failed',
    message: 'The recording has reached 4 GiB (about 6 hours), the most that a WAV file can hold.',
    remedy: 'What was recorded is kept. Set a shorter time limit for the conversation.',
    details: { path },
  });
}

function writeError(path: string, cause: unknown): StudioError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const full = reason === 'ENOSPC' || reason === 'EDQUOT';
  return new StudioError(
    {
      code: full ? 'disk-full' : 'recorder-failed',
      message: full
        ? 'The disk is full; the recording stopped.'
        : `The recording can't be written (${reason}).`,
      remedy: full
        ? 'What was recorded so far is kept. Make room and start again.'
        : 'Check that the data directory exists and may be written to.',
      details: { path, reason },
    },
    { cause },
  );
}
