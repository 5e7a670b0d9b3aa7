import type { ErrorData, StudioError } from '../../contract/errors.ts';
import type { SystemPart } from '../../contract/studio-events.ts';

/** Says how one part stands, with a short note for a person. */
export type Report = (state: SystemPart['state'], note?: string) => void;

const NAMES = ['livekit', 'worker-a', 'worker-b', 'recorder', 'rehearsal'] as const;

/** How the parts of the engine stand, between runs too. */
export class SystemBoard {
  readonly #parts = new Map<SystemPart['name'], SystemPart>(
    NAMES.map((name) => [name, { name, state: 'idle' }]),
  );
  readonly #listeners = new Set<(parts: SystemPart[]) => void>();

  parts(): SystemPart[] {
    return [...this.#parts.values()];
  }

  /** Told of every change. Returns the unsubscriber. */
  onChange(listener: (parts: SystemPart[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  report(name: SystemPart['name']): Report {
    return (state, note) => this.#set({ name, state, ...(note ? { note } : {}) });
  }

  #set(part: SystemPart): void {
    const before = this.#parts.get(part.name);
    if (before?.state === part.state && before.note === part.note) return;
    this.#parts.set(part.name, part);
    for (const listener of [...this.#listeners]) listener(this.parts());
  }
}

/** A process that comes up, goes down and is given up, as SupervisedChild and the hosts above it tell. */
interface Process {
  on(event: 'down', listener: (error: ErrorData) => void): unknown;
  on(event: 'gave-up', listener: (error: StudioError) => void): unknown;
}

/** Reports a supervised process's ends; that it is up has another name with each kind of process. */
export function reportEnds(process: Process, report: Report): void {
  process.on('down', ({ message }) => report('starting', `${message} It is started again.`));
  process.on('gave-up', ({ message }) => report('fault', message));
}
