import { Room } from '@livekit/rtc-node';
import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * A room whose listeners run in the async context in which it was made. rtc-node calls them from a
 * native callback that belongs to no context: what they start and what they throw could be laid to
 * no conversation.
 */
export class ConversationRoom extends Room {
  private readonly inContext = AsyncLocalStorage.snapshot();
  private readonly onListenerError: (error: unknown) => void;

  /** @param onListenerError told of what a listener throws; rtc-node would log it or lose it */
  constructor(onListenerError: (error: unknown) => void) {
    super();
    this.onListenerError = onListenerError;
  }

  override emit: Room['emit'] = (event, ...args) => {
    try {
      return this.inContext(() => super.emit(event, ...args));
    } catch (error) {
      this.onListenerError(error);
      return true;
    }
  };
}
