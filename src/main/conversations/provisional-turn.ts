import type { Turn, Word } from '../../contract/conversation.ts';
import type { SpokenWord } from '../../contract/worker-messages.ts';
import { recordingMs, type RunState, type RunTurn } from './run-state.ts';

/** A turn with the times that its worker claims; the recording's own replace them at the end. */
export function provisionalTurn(state: RunState, turn: RunTurn): Turn {
  const startMs = recordingMs(state, turn.startMonotonicMs);
  const endMs = recordingMs(state, turn.endMonotonicMs ?? turn.startMonotonicMs);
  return {
    id: turn.id,
    index: turn.index,
    side: turn.side,
    speaker: turn.speaker,
    text: turn.text,
    intended: turn.intended,
    heard: turn.heard,
    startMs,
    endMs,
    interrupted: turn.interrupted,
    words: turn.words.map((word) => onRecording(word, startMs)),
    segments: [],
    gapMs: gapBefore(state, turn),
  };
}

function gapBefore(state: RunState, turn: RunTurn): number | null {
  const before = state.turns
    .filter((other) => other.startMonotonicMs < turn.startMonotonicMs && other.id !== turn.id)
    .toSorted((x, y) => x.startMonotonicMs - y.startMonotonicMs)
    .at(-1);
  if (!before || before.side === turn.side || before.endMonotonicMs === null) return null;
  return turn.startMonotonicMs - before.endMonotonicMs;
}

/** A word of a turn that began at `startMs` of the recording. */
export function onRecording(word: SpokenWord, startMs: number): Word {
  return { ...word, startMs: startMs + word.startMs, endMs: startMs + word.endMs };
}
