import type { Side } from '../../contract/side.ts';
import type { WorkerMessage } from './ports.ts';
import { withSide, type RunState, type RunTurn } from './run-state.ts';

/** A turn of which less was played, and no word, is no turn. */
const VOID_TURN_MS = 250;

/** The state with a turn that begins; one that is known goes on. */
export function startTurn(state: RunState, side: Side, id: string, atMs: number): RunState {
  if (state.turns.some((turn) => turn.id === id)) return state;
  const turn: RunTurn = {
    id,
    index: state.announcedTurns,
    side,
    speaker: state.sides[side].name,
    text: '',
    intended: '',
    heard: null,
    startMonotonicMs: atMs,
    endMonotonicMs: null,
    playedMs: 0,
    interrupted: false,
    words: [],
  };
  const next = {
    ...state,
    announcedTurns: state.announcedTurns + 1,
    turns: [...state.turns, turn],
  };
  return withSide(next, side, { lastActiveAt: atMs });
}

/** Words of a turn that goes on; its end tells which of them were audible. */
export function withWords(
  turns: RunTurn[],
  { turnId, words }: Extract<WorkerMessage, { kind: 'turn-words' }>,
): RunTurn[] {
  return turns.map((turn) =>
    turn.id === turnId && turn.endMonotonicMs === null
      ? { ...turn, words: [...turn.words, ...words] }
      : turn,
  );
}

type TurnEnded = Extract<WorkerMessage, { kind: 'turn-ended' }>;

/** The state with a turn as it ended; without it when nothing of it was audible. */
export function endTurn(state: RunState, side: Side, ended: TurnEnded): RunState {
  const started = startTurn(state, side, ended.turnId, ended.startMonotonicMs);
  const isVoid = ended.text.trim() === '' && ended.playedMs < VOID_TURN_MS;
  const turns = isVoid
    ? started.turns.filter((turn) => turn.id !== ended.turnId)
    : started.turns.map((turn) => (turn.id === ended.turnId ? fill(turn, ended) : turn));
  const ends = isVoid ? started.usageAtTurnEnds : [...started.usageAtTurnEnds, started.usage];
  const next = { ...started, turns, usageAtTurnEnds: ends };
  return withSide(next, side, { lastActiveAt: ended.endMonotonicMs });
}

function fill(turn: RunTurn, ended: TurnEnded): RunTurn {
  return {
    ...turn,
    text: ended.text,
    intended: ended.intended,
    words: ended.words,
    startMonotonicMs: ended.startMonotonicMs,
    endMonotonicMs: ended.endMonotonicMs,
    playedMs: ended.playedMs,
    interrupted: ended.interrupted,
    stem: ended.stem,
  };
}
