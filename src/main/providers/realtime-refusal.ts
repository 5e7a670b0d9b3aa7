/** What the Realtime API refused, as a status of HTTP says it. */
export class RealtimeRefusal extends Error {
  readonly status: number | undefined;
  readonly code: string | null | undefined;

  /** @param status undefined: the connection broke */
  constructor(status: number | undefined, message: string, code?: string | null) {
    super(message);
    this.name = 'RealtimeRefusal';
    this.status = status;
    this.code = code;
  }
}
