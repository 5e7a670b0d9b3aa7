import type { ErrorData } from '../../contract/errors.ts';
import type { ImportNote, ImportProgress } from '../../contract/import-api.ts';
import type { TakenIn } from './take-in.ts';

/** So many documents are named in a list of what went wrong. */
const MOST_NOTES = 100;
/** Progress is told at most so often, besides the beginning and the end; less often where it names many ids. */
const TELL_MS = 100;
const TELL_LONG_MS = 1000;
const LONG = 1000;

/** How far an import is. Grows in place: what is told of it is a copy. */
export class ImportTally {
  readonly #progress: ImportProgress;
  #toldAt = -Infinity;
  /** Ids that came in since they were asked for. */
  #untold: string[] = [];

  constructor(id: string) {
    this.#progress = {
      ...{ id, state: 'running', done: 0, total: 0 },
      ...{ imported: [], skipped: [], failures: [], incomplete: [], error: null },
    };
  }

  get isRunning(): boolean {
    return this.#progress.state === 'running';
  }

  get progress(): ImportProgress {
    const { imported, skipped, failures, incomplete, ...rest } = this.#progress;
    return {
      ...rest,
      ...{ imported: [...imported], skipped: [...skipped] },
      ...{ failures: [...failures], incomplete: [...incomplete] },
    };
  }

  found(): void {
    this.#progress.total += 1;
  }

  took(name: string, taken: TakenIn): void {
    const { imported, skipped, incomplete } = this.#progress;
    this.#progress.done += 1;
    if (taken.kind === 'skipped') return void skipped.push(taken.id);
    imported.push(taken.id);
    this.#untold.push(taken.id);
    for (const error of taken.gaps) note(incomplete, { name, error });
  }

  failed(name: string, error: ErrorData): void {
    this.#progress.done += 1;
    note(this.#progress.failures, { name, error });
  }

  /** @param state without it: failed when nothing came in and something should have */
  end(state?: 'failed' | 'cancelled', error: ErrorData | null = null): void {
    const { imported, skipped, failures } = this.#progress;
    const isNothing = imported.length + skipped.length === 0 && failures.length > 0;
    this.#progress.state = state ?? (isNothing ? 'failed' : 'done');
    this.#progress.error = error;
  }

  /** Whether it is time to tell of it, which is then noted. @param nowMs wall clock */
  isDue(nowMs: number): boolean {
    const { imported, skipped } = this.#progress;
    const pauseMs = imported.length + skipped.length > LONG ? TELL_LONG_MS : TELL_MS;
    if (nowMs - this.#toldAt < pauseMs) return false;
    this.#toldAt = nowMs;
    return true;
  }

  takeUntold(): string[] {
    const ids = this.#untold;
    this.#untold = [];
    return ids;
  }
}

function note(notes: ImportNote[], one: ImportNote): void {
  if (notes.length < MOST_NOTES) notes.push(one);
}
