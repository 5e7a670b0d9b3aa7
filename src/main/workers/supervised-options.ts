import type { ErrorCode, ErrorData, StudioError } from '../../contract/errors.ts';
import type { Log } from '../log.ts';
import type { Child } from './child.ts';
import type { ChildReady, Message, Payload } from './child-options.ts';
import type { RestartPolicy } from '../restart-policy.ts';

export interface SupervisedOptions<In extends Message, Out extends Message> {
  /** For messages to a person: "agent worker a". */
  name: string;
  log: Log;
  /** Makes a child that isn't started. What it throws ends the supervision at once. */
  create(): Child<In, Out>;
  /**
   * Called when a child is ready and before it counts as up: sends `init`, waits for its service. A
   * rejection ends the child and counts as an unexpected exit. `signal` aborts when the child ended.
   */
  prepare?(child: Child<In, Out>, ready: ChildReady, signal: AbortSignal): void | Promise<void>;
  policy?: RestartPolicy;
  /** The code of the error with which it is given up. Default `worker-crashed`. */
  errorCode?: ErrorCode;
  /** Milliseconds of a clock that never jumps. */
  now?: () => number;
}

export interface SupervisedEvents<Out extends Message> {
  message: [Payload<Out>];
  up: [ChildReady];
  /** It was up and ended; it is restarted unless `gave-up` follows. */
  down: [ErrorData];
  'gave-up': [StudioError];
}

export type SupervisedState = 'stopped' | 'starting' | 'up' | 'gave-up';
