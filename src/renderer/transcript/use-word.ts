import { useSyncExternalStore } from 'react';
import type { Word } from '../../contract/conversation.ts';
import type { Clock } from '../lanes/clock.ts';
import { wordIndexAt, wordsBegun } from './words.ts';

const never = () => () => undefined;

type Now = number | Clock | undefined;

/** A number made of the words and the position. The caller renders when it changes, not when the clock moves. */
function useAt(now: Now, find: (ms: number) => number): number {
  const subscribe = typeof now === 'object' ? now.subscribe : never;
  return useSyncExternalStore(subscribe, () => {
    const ms = typeof now === 'object' ? now.ms : now;
    return ms === undefined ? -1 : find(ms);
  });
}

/** The word that is spoken now; −1: none. */
export function useWordAt(words: readonly Word[], now: Now): number {
  return useAt(now, (ms) => wordIndexAt(words, ms));
}

/** How many words have begun to sound. */
export function useWordsBegun(words: readonly Word[], now: Now): number {
  return useAt(now, (ms) => wordsBegun(words, ms));
}
