import { useSyncExternalStore } from 'react';
import type { LiveConversation } from '../../contract/live.ts';
import { reduceLive } from '../../contract/live-reducer.ts';
import { isAboutConversation, type ConversationEvent } from '../../contract/studio-events.ts';
import { client, studio } from './client.ts';

/**
 * The conversations that run or have just ended. The host's snapshot, and every event that comes after
 * it, make the state: replies and events come in the order in which the host sent them.
 */
class LiveStore {
  private conversations: readonly LiveConversation[] = [];
  private asked = false;
  private readonly listeners = new Set<() => void>();

  constructor() {
    client.onEvent((event) => {
      if (isAboutConversation(event)) this.handle(event);
    });
    client.onState(() => {
      if (client.getState() === 'open' && this.asked) void this.load();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (!this.asked) void this.load();
    return () => this.listeners.delete(listener);
  };

  readonly get = (): readonly LiveConversation[] => this.conversations;

  private async load(): Promise<void> {
    this.asked = true;
    // A host that is away is asked again when it is back.
    const live = await studio.listLive().catch(() => undefined);
    if (live) this.become(live);
  }

  private handle(event: ConversationEvent): void {
    const { conversations } = this;
    const at = conversations.findIndex(({ id }) => id === event.conversationId);
    const known = conversations[at];
    // The first that is heard of a new one: its snapshot holds what led here.
    if (!known) return void (this.asked && event.kind === 'status' && this.load());
    this.become(conversations.with(at, reduceLive(known, event)));
  }

  private become(next: readonly LiveConversation[]): void {
    this.conversations = next;
    for (const listener of [...this.listeners]) listener();
  }
}

const store = new LiveStore();

/** The newest first. */
export function useLiveConversations(): readonly LiveConversation[] {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** Undefined while it isn't known, or when it ended long ago. */
export function useLive(id: string): LiveConversation | undefined {
  return useLiveConversations().find((live) => live.id === id);
}
