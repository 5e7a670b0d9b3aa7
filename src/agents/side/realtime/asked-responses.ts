import type { realtime } from '@livekit/agents-plugin-openai';

/**
 * Which response answers which request. OpenAI repeats the metadata of the request in the response, by which
 * the plugin tells them apart; other servers leave it out. They answer in order, and only when asked to, since
 * they detect no turns here.
 */
export class AskedResponses {
  /** Requests that no response has come for. */
  private waiting: string[] = [];

  sent(event: realtime.ClientEvent): void {
    const id = event.type === 'response.create' && event.response?.metadata?.['client_event_id'];
    if (id) this.waiting.push(id);
  }

  /** No response will come for it any more. */
  settled(id: string): void {
    this.waiting = this.waiting.filter((other) => other !== id);
  }

  /** The connection is a new one. */
  forget(): void {
    this.waiting = [];
  }

  /** The event with the request that it answers in its metadata. */
  named(event: realtime.ResponseCreatedEvent): realtime.ResponseCreatedEvent {
    const { metadata } = event.response;
    const id = metadata?.['client_event_id'] ?? this.waiting[0];
    if (id === undefined) return event;
    this.settled(id);
    return {
      ...event,
      response: { ...event.response, metadata: { ...metadata, client_event_id: id } },
    };
  }
}
