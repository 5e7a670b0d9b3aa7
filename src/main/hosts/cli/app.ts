import type { Io } from './io.ts';
import type { Ports } from './ports.ts';
import type { CliStudio } from './studio.ts';

/** One call of the command line: what it was given and how it stands. */
export interface App {
  readonly ports: Ports;
  readonly io: Io;
  /** Set by the command that ran. */
  exitCode: number;
  /** The engine while one is open: an emergency end must close it too. */
  open: CliStudio | undefined;
  /** A JSON document was written; there is never a second one. */
  answered: boolean;
  /** An error came that nobody expected: the exit code can't be 0 any more. */
  panicked: boolean;
}
