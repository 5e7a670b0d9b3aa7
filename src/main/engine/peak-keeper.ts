import { join } from 'node:path';
import type { Recording } from '../../contract/conversation.ts';
import { StudioError, toErrorData } from '../../contract/errors.ts';
import type { Peaks } from '../../contract/library-api.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import type { Library } from '../library/index.ts';
import type { Log } from '../log.ts';
import { peakPath, readPeaks, writePeaks } from '../recordings/peak-file.ts';
import { computePeaks, type PeakData } from '../recordings/peaks.ts';

export interface PeakKeeperOptions {
  library: Pick<Library, 'directory' | 'recordings' | 'readOnly'>;
  log: Log;
}

interface Work {
  peaks: Promise<Peaks>;
  abort: AbortController;
}

/** Peaks of recordings: measured once, kept beside the recording, shared by all who ask meanwhile. */
export class PeakKeeper {
  readonly #options: PeakKeeperOptions;
  readonly #work = new Map<string, Work>();
  #closed = false;

  constructor(options: PeakKeeperOptions) {
    this.#options = options;
  }

  /** A listener of the studio: what has just ended will be looked at. */
  readonly take = (event: StudioEvent): void => {
    if (event.kind !== 'ended' || this.#closed) return;
    this.of(event.conversationId).catch((thrown: unknown) => {
      const error = toErrorData(thrown);
      if (error.code === 'not-found' || error.code === 'cancelled') return;
      this.#options.log.warn({ conversationId: event.conversationId, error }, 'no peaks measured');
    });
  };

  /** Rejects with `not-found` when there is no recording, `cancelled` when it is being deleted. */
  async of(conversationId: string): Promise<Peaks> {
    if (this.#closed) throw cancelled();
    const known = this.#work.get(conversationId);
    if (known) return await known.peaks;
    const abort = new AbortController();
    const peaks = this.#find(conversationId, abort.signal).finally(() => {
      if (this.#work.get(conversationId)?.abort === abort) this.#work.delete(conversationId);
    });
    this.#work.set(conversationId, { peaks, abort });
    return await peaks;
  }

  /** Resolves when nothing is read or written for it any more. */
  async leave(conversationId: string): Promise<void> {
    const work = this.#work.get(conversationId);
    work?.abort.abort(cancelled());
    await work?.peaks.catch(() => undefined);
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#work.keys()].map((id) => this.leave(id)));
  }

  async #find(conversationId: string, signal: AbortSignal): Promise<Peaks> {
    const { library } = this.#options;
    const recording = library.recordings.list(conversationId).find(isOurs);
    if (!recording) throw noRecording(conversationId);
    const path = join(library.directory, recording.path);
    const kept = await readPeaks(peakPath(path), recording);
    if (kept) return encoded(kept);
    const measured = await computePeaks(path, signal);
    if (!library.readOnly) await this.#keep(path, recording, measured);
    return encoded(measured);
  }

  /** Peaks that can't be kept are measured again the next time. */
  async #keep(path: string, recording: Recording, measured: PeakData): Promise<void> {
    try {
      await writePeaks(peakPath(path), recording, measured);
    } catch (thrown) {
      this.#options.log.warn({ error: toErrorData(thrown) }, 'peaks not kept');
    }
  }
}

function isOurs({ kind, format }: Recording): boolean {
  return kind === 'local' && format === 'wav';
}

function encoded({ peaks, durationMs }: PeakData): Peaks {
  const text = (values: Uint8Array) => Buffer.from(values).toString('base64');
  return { a: text(peaks.a), b: text(peaks.b), length: peaks.a.length, durationMs };
}

function noRecording(id: string): StudioError {
  return new StudioError({
    code: 'not-found',
    message: `There is no recording of the conversation “${id}”.`,
    remedy: 'Its transcript can be read all the same.',
  });
}

function cancelled(): StudioError {
  return new StudioError({ code: 'cancelled', message: 'The recording is being let go.' });
}
