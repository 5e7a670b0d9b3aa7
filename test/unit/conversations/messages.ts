import type { Side } from '../../../src/contract/side.ts';
import type { SpokenWord } from '../../../src/contract/worker-messages.ts';
import type { WorkerMessage } from '../../../src/main/conversations/ports.ts';
import type { RunEvent } from '../../../src/main/conversations/run-state.ts';

type Ended = Extract<WorkerMessage, { kind: 'turn-ended' }>;

export function turnStartedMessage(side: Side, turnId: string, atMs: number): WorkerMessage {
  return { kind: 'turn-started', conversationId: 'c', side, turnId, atMonotonicMs: atMs };
}

export function turnEndedMessage(
  side: Side,
  turnId: string,
  startMs: number,
  endMs: number,
  more: Partial<Ended> = {},
): WorkerMessage {
  const text = more.text ?? 'Hello there.';
  return {
    kind: 'turn-ended',
    conversationId: 'c',
    side,
    turnId,
    intended: text,
    text,
    words: [{ text: 'Hello', startMs: 0, endMs: 300, origin: 'provider' }],
    startMonotonicMs: startMs,
    endMonotonicMs: endMs,
    playedMs: endMs - startMs,
    interrupted: false,
    ...more,
  };
}

export function heardMessage(
  listener: Side,
  text: string,
  startMonotonicMs: number,
  endMonotonicMs: number,
): WorkerMessage {
  const times = { startMonotonicMs, endMonotonicMs };
  return { kind: 'heard', conversationId: 'c', side: listener, text, ...times };
}

export function turnWordsMessage(side: Side, turnId: string, words: SpokenWord[]): WorkerMessage {
  return { kind: 'turn-words', conversationId: 'c', side, turnId, words };
}

/** A word of 300 ms, on the clock of its turn. */
export function spoken(text: string, startMs: number): SpokenWord {
  return { text, startMs, endMs: startMs + 300, origin: 'provider' };
}

/** The same as events, received when they happen. */
export function turnStarted(side: Side, turnId: string, atMs: number): RunEvent {
  return { kind: 'worker', side, message: turnStartedMessage(side, turnId, atMs), atMs };
}

export function turnWords(side: Side, turnId: string, words: SpokenWord[]): RunEvent {
  return { kind: 'worker', side, message: turnWordsMessage(side, turnId, words), atMs: 0 };
}

export function turnEnded(
  side: Side,
  turnId: string,
  startMs: number,
  endMs: number,
  more: Partial<Ended> = {},
): RunEvent {
  const message = turnEndedMessage(side, turnId, startMs, endMs, more);
  return { kind: 'worker', side, message, atMs: endMs };
}

export function heard(listener: Side, text: string, startMs: number, endMs: number): RunEvent {
  const message = heardMessage(listener, text, startMs, endMs);
  return { kind: 'worker', side: listener, message, atMs: endMs + 200 };
}
