import { z } from 'zod';
import { REALTIME_RATE } from '../../speech/input-audio.ts';
import { SpokenItem } from './spoken-item.ts';

const delta = { item_id: z.string(), delta: z.string() };

/** Server events about what the model says, with the names before and since 2025 (OpenAI API reference). */
const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('response.output_audio_transcript.delta'), ...delta }),
  z.object({ type: z.literal('response.audio_transcript.delta'), ...delta }),
  z.object({ type: z.literal('response.output_audio.delta'), ...delta }),
  z.object({ type: z.literal('response.audio.delta'), ...delta }),
  z.object({ type: z.literal('response.output_item.done'), item: z.object({ id: z.string() }) }),
]);

/** Messages that are remembered: those that may still be played or cut. */
const MOST_ITEMS = 20;

/** What the model has said, by item. */
export class Said {
  private readonly items = new Map<string, SpokenItem>();

  /** One event of the server; those that are about something else are left alone. */
  take(raw: unknown): void {
    const parsed = eventSchema.safeParse(raw);
    if (!parsed.success) return;
    const event = parsed.data;
    switch (event.type) {
      case 'response.output_audio_transcript.delta':
      case 'response.audio_transcript.delta':
        this.item(event.item_id).text += event.delta;
        return;
      case 'response.output_audio.delta':
      case 'response.audio.delta':
        this.item(event.item_id).audioMs += msOf(event.delta);
        return;
      case 'response.output_item.done':
        this.item(event.item.id).complete = true;
    }
  }

  item(id: string): SpokenItem {
    const known = this.items.get(id);
    if (known) return known;
    const item = new SpokenItem();
    this.items.set(id, item);
    const [oldest] = this.items.keys();
    if (this.items.size > MOST_ITEMS && oldest !== undefined) this.items.delete(oldest);
    return item;
  }
}

/** Length of base64 audio, 16 bits a sample. */
function msOf(base64: string): number {
  return (Buffer.byteLength(base64, 'base64') / 2 / REALTIME_RATE) * 1000;
}
