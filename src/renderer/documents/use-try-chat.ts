import { useReducer, useRef } from 'react';
import type { PreviewPrompt, TryText } from '../../contract/document-api.ts';
import { toErrorData } from '../../contract/errors.ts';
import type { Provider } from '../../contract/provider.ts';
import { studio } from '../api/client.ts';
import { NEW_CHAT, reduceTry, type TryChat, type TryEvent } from './try-chat.ts';

export interface TryControls {
  chat: TryChat;
  say(text: string): void;
  /** Asks for the persona's next line: it begins, or tries again after an error. */
  ask(): void;
  clear(): void;
}

/** Talks in writing to the persona of `request`, as it stands in the editor. */
export function useTryChat(request: PreviewPrompt | undefined, provider: Provider): TryControls {
  const [chat, dispatch] = useReducer(reduceTry, NEW_CHAT);
  const latest = useRef(chat);
  latest.current = chat;
  const step = (event: TryEvent) => {
    // Ahead of React: what follows needs the messages as they are after the event.
    latest.current = reduceTry(latest.current, event);
    dispatch(event);
  };
  const ask = async () => {
    if (!request) return;
    const { round, messages } = latest.current;
    try {
      const asked: TryText = { ...request, provider, messages: [...messages] };
      const { text, hangUp } = await studio.tryText(asked);
      step({ kind: 'answered', round, text, hangUp });
    } catch (error) {
      step({ kind: 'failed', round, error: toErrorData(error) });
    }
  };
  return {
    chat,
    say: (text) => {
      step({ kind: 'said', text });
      void ask();
    },
    ask: () => {
      step({ kind: 'asked' });
      void ask();
    },
    clear: () => step({ kind: 'cleared' }),
  };
}
