/** Hands messages to those who listen to their conversation. */
export class Router<T> {
  readonly #listeners = new Map<string, Set<(message: T) => void>>();

  /** Returns the unsubscriber. */
  subscribe(conversationId: string, listener: (message: T) => void): () => void {
    const listeners = this.#listeners.get(conversationId) ?? new Set();
    this.#listeners.set(conversationId, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(conversationId);
    };
  }

  emit(conversationId: string, message: T): void {
    for (const listener of [...(this.#listeners.get(conversationId) ?? [])]) listener(message);
  }

  /** To every conversation that is listened to. */
  broadcast(messageFor: (conversationId: string) => T): void {
    for (const id of [...this.#listeners.keys()]) this.emit(id, messageFor(id));
  }
}
