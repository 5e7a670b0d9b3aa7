import { toErrorData, type ErrorData } from '../../contract/errors.ts';

/** How long after the last change a document is saved, ms. */
export const SAVE_AFTER_MS = 600;

export type AutosaveState =
  | { kind: 'saved' }
  /** Changed; the save comes when the typing rests. */
  | { kind: 'waiting' }
  | { kind: 'saving' }
  /** Changed, but not to be saved as it stands. */
  | { kind: 'invalid'; problem: string }
  /** The host refused it or is away. */
  | { kind: 'failed'; error: ErrorData };

/** What stands in the form: a whole document, or what is wrong with it. */
export type Edited<T> = { value: T } | { problem: string };

export interface AutosaveOptions<T> {
  save(value: T): Promise<unknown>;
  /** Calls `run` after that many ms; returns what takes it back. */
  after(ms: number, run: () => void): () => void;
  onState(state: AutosaveState): void;
}

/**
 * Saves what an editor shows when the typing rests: one save at a time, the newest value last, and
 * nothing that doesn't hold. Knows no clock but `after`.
 */
export class Autosave<T> {
  private readonly options: AutosaveOptions<T>;
  private current: AutosaveState = { kind: 'saved' };
  private pending: { value: T } | undefined;
  private cancelTimer: (() => void) | undefined;
  private running: Promise<void> | undefined;

  constructor(options: AutosaveOptions<T>) {
    this.options = options;
  }

  get state(): AutosaveState {
    return this.current;
  }

  /** Is everything that was typed stored? */
  get settled(): boolean {
    return this.current.kind === 'saved';
  }

  /** The form has changed. */
  handleChange(edited: Edited<T>): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    if ('problem' in edited) {
      this.pending = undefined;
      return this.become({ kind: 'invalid', problem: edited.problem });
    }
    this.pending = edited;
    this.become({ kind: 'waiting' });
    this.cancelTimer = this.options.after(SAVE_AFTER_MS, () => void this.flush());
  }

  /** The form shows again what is stored (after a restore, a discarded draft): nothing is left to save. */
  forget(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.pending = undefined;
    this.become({ kind: 'saved' });
  }

  /** Saves now what waits, also what failed before. Resolves when that is through, well or not. */
  flush(): Promise<void> {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.running ??= this.work().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async work(): Promise<void> {
    while (this.pending) {
      const taken = this.pending;
      this.pending = undefined;
      this.become({ kind: 'saving' });
      const failure = await this.attempt(taken.value);
      if (this.current.kind === 'saving') return this.conclude(taken, failure);
      // Typed on in the meantime: that has its own timer, unless it was asked to be saved at once.
      if (this.cancelTimer) return;
    }
  }

  private async attempt(value: T): Promise<ErrorData | undefined> {
    try {
      await this.options.save(value);
      return undefined;
    } catch (error) {
      return toErrorData(error);
    }
  }

  private conclude(taken: { value: T }, failure: ErrorData | undefined): void {
    if (!failure) return this.become({ kind: 'saved' });
    this.pending = taken;
    this.become({ kind: 'failed', error: failure });
  }

  private become(state: AutosaveState): void {
    this.current = state;
    this.options.onState(state);
  }
}
