import type { TryText } from '../../contract/document-api.ts';
import type { ErrorData } from '../../contract/errors.ts';

type Message = TryText['messages'][number];

/** A written try-out of a persona. */
export interface TryChat {
  messages: readonly Message[];
  /** Whether an answer is on its way. */
  waiting: boolean;
  /** The persona has said goodbye and hung up. */
  hungUp: boolean;
  error: ErrorData | undefined;
  /** Counts the conversations: an answer to an earlier one is not for this one. */
  round: number;
}

export type TryEvent =
  | { kind: 'said'; text: string }
  /** The persona is asked for its line, as the first or once more. */
  | { kind: 'asked' }
  | { kind: 'answered'; round: number; text: string; hangUp: boolean }
  | { kind: 'failed'; round: number; error: ErrorData }
  | { kind: 'cleared' };

export const NEW_CHAT: TryChat = {
  messages: [],
  waiting: false,
  hungUp: false,
  error: undefined,
  round: 0,
};

/** What the contract takes. */
export const MOST_MESSAGES = 200;

/** The try-out after an event. */
export function reduceTry(chat: TryChat, event: TryEvent): TryChat {
  switch (event.kind) {
    case 'said': {
      const messages = [...chat.messages, { from: 'you' as const, text: event.text }];
      return { ...chat, messages, waiting: true, error: undefined };
    }
    case 'asked':
      return { ...chat, waiting: true, error: undefined };
    case 'answered': {
      if (event.round !== chat.round) return chat;
      const messages = [...chat.messages, { from: 'persona' as const, text: event.text }];
      return { ...chat, messages, waiting: false, hungUp: event.hangUp };
    }
    case 'failed':
      if (event.round !== chat.round) return chat;
      return { ...chat, waiting: false, error: event.error };
    case 'cleared':
      return { ...NEW_CHAT, round: chat.round + 1 };
  }
}
