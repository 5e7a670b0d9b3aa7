/** What the process tells its caller. 0 only when everything asked for was done. */
export const EXIT = {
  ok: 0,
  /** The command could not be done, or a conversation ended by a fault. */
  failure: 1,
  /** The command line is not valid; nothing was started. */
  usage: 2,
  /**
   * All went well, but something was left out: conversations that the total budget had nothing left for; of an
   * export, what there is nothing of to write (a conversation without a recording, say).
   */
  leftOut: 3,
  /** Ctrl-C, SIGTERM or a closed terminal; what was spoken is kept. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
