import { StudioError, type ErrorData } from '../../contract/errors.ts';
import type { FromHost, RemoteStudio, StudioMethod } from '../../contract/rpc.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import type { ConnectionState, Transport, TransportEvents } from './transport.ts';

interface Pending {
  resolve(result: unknown): void;
  reject(error: StudioError): void;
}

const LOST: ErrorData = {
  code: 'connection-lost',
  message: 'The connection to Duologue was lost.',
  remedy: 'See whether it still runs; this page connects again by itself.',
};

/** Requests and their replies, pushes, and the state of the connection, over any transport. */
export class RpcClient {
  private readonly transport: Transport;
  private readonly pending = new Map<number, Pending>();
  private readonly eventListeners = new Set<(event: StudioEvent) => void>();
  private readonly stateListeners = new Set<() => void>();
  /** Requests that were made before the first connection stood. */
  private early: (() => void)[] = [];
  private nextId = 0;

  constructor(open: (events: TransportEvents) => Transport) {
    this.transport = open({
      onMessage: (message) => this.receive(message),
      onState: (state) => this.changed(state),
    });
  }

  /** Every method of StudioApi that a page may call. Rejects with StudioError. */
  readonly studio: RemoteStudio = new Proxy({} as RemoteStudio, {
    get:
      (_, method: string) =>
      (...args: unknown[]) =>
        this.call(method as StudioMethod, withoutTail(args)),
  });

  get shell(): Transport['shell'] {
    return this.transport.shell;
  }

  /** Read by useSyncExternalStore. */
  readonly getState = (): ConnectionState => this.transport.state;

  readonly onState = (listener: () => void): (() => void) => {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  };

  readonly onEvent = (listener: (event: StudioEvent) => void): (() => void) => {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  };

  private call(method: StudioMethod, args: unknown[]): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const send = (): void => {
      const id = this.nextId++;
      this.pending.set(id, { resolve, reject });
      try {
        this.transport.send({ id, method, args });
      } catch {
        this.pending.delete(id);
        reject(new StudioError(LOST));
      }
    };
    if (this.transport.state === 'connecting') this.early.push(send);
    else send();
    return promise;
  }

  private receive(message: FromHost): void {
    if (message.kind === 'push') {
      for (const listener of [...this.eventListeners]) listener(message.event);
      return;
    }
    const waiting = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (message.ok) waiting?.resolve(message.result);
    else waiting?.reject(new StudioError(message.error));
  }

  private changed(state: ConnectionState): void {
    const early = this.early;
    this.early = [];
    for (const send of early) send();
    if (state !== 'open') this.rejectAll();
    for (const listener of [...this.stateListeners]) listener();
  }

  private rejectAll(): void {
    const waiting = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of waiting) reject(new StudioError(LOST));
  }
}

/** An argument that was left out stays left out: as JSON it would become `null`. */
function withoutTail(args: readonly unknown[]): unknown[] {
  return args.slice(0, args.findLastIndex((arg) => arg !== undefined) + 1);
}
