import type { FromWorker, SideJob } from '../../../contract/worker-messages.ts';
import { PlayedSide, type PlaySideOptions } from '../play-side.ts';
import { Observer } from './observer.ts';

/**
 * A side of ours that calls an agent of the user's own: it plays its side, and tells of the other one what
 * it sees and hears of it.
 */
export class ObservedSeat {
  private readonly played: PlayedSide;
  private readonly observer: Observer;
  private readonly about: Pick<SideJob, 'conversationId' | 'side'>;
  private readonly emit: (message: FromWorker) => void;
  private leaving: Promise<void> | undefined;

  constructor(options: PlaySideOptions) {
    const { conversationId, side } = options.job;
    this.about = { conversationId, side };
    this.emit = options.emit;
    this.observer = new Observer(options);
    this.played = new PlayedSide({ ...options, emit: (message) => this.relay(message) });
  }

  join(): Promise<void> {
    this.observer.open();
    return this.played.join();
  }

  meet(identity: string): void {
    this.played.meet(identity);
    this.observer.meet(identity);
  }

  begin(): void {
    this.played.begin();
  }

  hush(): void {
    this.played.hush();
  }

  wrapUp(): void {
    this.played.wrapUp();
  }

  leave(): Promise<void> {
    this.leaving ??= this.end();
    return this.leaving;
  }

  private relay(message: FromWorker): void {
    this.observer.note(message);
    // The agent was there before: it is told of first.
    if (message.kind === 'left') return void this.leave();
    if (
      message.kind === 'fault' &&
      message.error.code === 'room-deleted' &&
      this.observer.present
    ) {
      // That is how agents end calls: the observer knows whether it is one.
      return void this.observer.gone('room-deleted');
    }
    this.emit(message);
  }

  private async end(): Promise<void> {
    await Promise.all([this.observer.gone('over'), this.played.leave()]);
    this.emit({ ...this.about, kind: 'left' });
  }
}
