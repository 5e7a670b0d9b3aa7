import { StudioError } from '../../contract/errors.ts';
import { firstLive, reduceLive, type NewLiveConversation } from '../../contract/live-reducer.ts';
import type { LiveConversation } from '../../contract/live.ts';
import {
  isAboutConversation,
  type ConversationEvent,
  type StudioEvent,
} from '../../contract/studio-events.ts';

/** So many conversations that have ended stay to be seen. */
const MOST_ENDED = 20;

/** All conversations that run, and the last ones that ended, folded from the events of the studio. */
export class LiveView {
  readonly #find: (id: string) => NewLiveConversation;
  /** In the order in which they began. */
  readonly #live = new Map<string, LiveConversation>();

  /** @param find what is stored of a conversation, when its first event comes */
  constructor(find: (id: string) => NewLiveConversation) {
    this.#find = find;
  }

  /** A listener of the studio. */
  readonly take = (event: StudioEvent): void => {
    if (isAboutConversation(event)) this.#fold(event);
  };

  /** The newest first. */
  list(): LiveConversation[] {
    return [...this.#live.values()].toReversed();
  }

  /** Throws `not-found`. */
  get(id: string): LiveConversation {
    const live = this.#live.get(id);
    if (live) return live;
    throw new StudioError({
      code: 'not-found',
      message: `The conversation ${id} does not run.`,
      remedy: 'Look for it in the library.',
    });
  }

  #fold(event: ConversationEvent): void {
    const { conversationId: id } = event;
    const known = this.#live.get(id) ?? firstLive(this.#find(id));
    this.#live.set(id, reduceLive(known, event));
    if (event.kind === 'ended') this.#forgetOldest();
  }

  #forgetOldest(): void {
    const ended = [...this.#live.values()].filter((live) => live.ended !== null);
    for (const { id } of ended.slice(0, -MOST_ENDED)) this.#live.delete(id);
  }
}
