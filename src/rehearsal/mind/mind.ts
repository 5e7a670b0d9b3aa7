import type { ToRehearsal } from '../../contract/rehearsal-messages.ts';
import type { Side } from '../../contract/side.ts';
import type { ChatMessage } from './chat-request.ts';
import { readHistory } from './history.ts';
import { improvise } from './improvise.ts';
import { play, type Reply } from './play.ts';
import { scriptOf, type Plot, type ScriptLine } from './script.ts';

/** Who asks: the conversation and the side that shall speak. */
export interface Speaker {
  conversationId: string;
  side: Side;
}

/** What `open` takes; the host's message of that kind fits. */
export type OpenConversation = Omit<ToRehearsal & { kind: 'open' }, 'kind'>;

/**
 * The rehearsal provider's language model. It keeps the script of each open conversation; where a
 * conversation stands, it reads anew from the messages of every request.
 */
export class Mind {
  readonly #open = new Map<string, { plot: Plot; script: ScriptLine[] }>();

  /** Prepares a conversation. Opening it again replaces it. */
  open({ conversationId, scenario, personas, seed }: OpenConversation): void {
    const plot: Plot = { scenario, personas, seed };
    this.#open.set(conversationId, { plot, script: scriptOf(plot) });
  }

  /** Forgets a conversation; an unknown one is fine. */
  close(conversationId: string): void {
    this.#open.delete(conversationId);
  }

  /** Whether a conversation is open. */
  knows(conversationId: string): boolean {
    return this.#open.has(conversationId);
  }

  /**
   * What to say next. Without a speaker, or for a conversation that is not open, the answer comes
   * from the system prompt and the messages alone.
   */
  reply(messages: readonly ChatMessage[], speaker?: Speaker): Reply {
    const history = readHistory(messages);
    const known = speaker && this.#open.get(speaker.conversationId);
    return known === undefined || speaker === undefined
      ? improvise(history, 0)
      : play(known.script, speaker.side, history, known.plot.seed);
  }
}
