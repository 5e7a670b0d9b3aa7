import type { ErrorData } from '../../../contract/errors.ts';
import type { FromWorker, SideJob } from '../../../contract/worker-messages.ts';
import { PlayedSide, type PlaySideOptions } from '../play-side.ts';
import { FirstWord } from './first-word.ts';
import type { Gone } from './gone.ts';
import { Observer } from './observer.ts';

/**
 * A side of ours that calls an agent of the user's own: it plays its side, and tells of the other one what
 * it sees and hears of it.
 */
export class ObservedSeat {
  private readonly played: PlayedSide;
  private readonly observer: Observer;
  private readonly firstWord: FirstWord;
  private readonly about: Pick<SideJob, 'conversationId' | 'side'>;
  private readonly emit: (message: FromWorker) => void;
  private leaving: Promise<void> | undefined;

  constructor(options: PlaySideOptions) {
    const { conversationId, side, opener } = options.job;
    this.about = { conversationId, side };
    this.emit = options.emit;
    this.observer = new Observer({
      ...options,
      onSpeaks: () => this.firstWord.handleSpeech(),
    });
    this.played = new PlayedSide({ ...options, emit: (message) => this.relay(message) });
    this.firstWord = new FirstWord({
      callerOpens: opener,
      agentIsBusy: () => !['listening', undefined].includes(this.observer.state),
      onBegin: (first) => this.played.begin({ first }),
    });
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
    this.firstWord.begin();
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
    const ending = message.kind === 'fault' && this.observer.present && endOfCall(message.error);
    // The observer knows whether it is one.
    if (ending) return void this.observer.gone(ending);
    this.emit(message);
  }

  private async end(): Promise<void> {
    this.firstWord.close();
    await Promise.all([this.observer.gone('over'), this.played.leave()]);
    this.emit({ ...this.about, kind: 'left' });
  }
}

/** What is a fault between two sides of ours may be the way in which an agent ends a call. */
function endOfCall({ code }: ErrorData): Gone | undefined {
  if (code === 'room-deleted') return 'room-deleted';
  return code === 'participant-removed' ? 'caller-removed' : undefined;
}
