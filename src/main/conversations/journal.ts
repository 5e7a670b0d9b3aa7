import type { ErrorData } from '../../contract/errors.ts';
import { assertNever } from '../../contract/kind.ts';
import { otherSide, type Side } from '../../contract/side.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import type { Down, RecorderEvent, RunLibrary, WorkerMessage } from './ports.ts';
import { onRecording, provisionalTurn } from './provisional-turn.ts';
import type { RunEvent, RunState, RunTurn } from './run-state.ts';
import { asFarAsKnown } from './spoken.ts';

/** What the journal needs of a run. */
export interface Desk {
  readonly id: string;
  readonly library: RunLibrary;
  /** After the event. */
  readonly state: RunState;
  push(event: StudioEvent): void;
  notice(error: ErrorData): void;
  /** Monotonic ms as ms of the recording. */
  atMs(monotonicMs: number): number;
}

/** Stores and pushes what follows from an event: the library first, then whoever looks on. */
export function journal(desk: Desk, before: RunState, event: RunEvent): void {
  switch (event.kind) {
    case 'worker':
      // Words that are only announced may yet be cut off: the turn's end tells those that count. What is
      // used is kept on its own.
      if (event.message.kind !== 'turn-words' && event.message.kind !== 'usage') {
        append(desk, event.message.kind, event.atMs, event.message);
      }
      return journalWorker(desk, before, event.side, event.message);
    case 'recorder':
      if (event.message.kind === 'progress') return pushLevels(desk, event.message);
      return append(
        desk,
        `recorder-${event.message.kind}`,
        event.atMs,
        withoutSpans(event.message),
      );
    case 'fault':
      return append(desk, 'fault', event.atMs, { error: event.error });
    case 'finish-asked':
      append(desk, event.kind, event.atMs, {});
      return desk.push({ kind: 'finishing', conversationId: desk.id });
    case 'began':
    case 'stop-asked':
    case 'budget-reached':
      return append(desk, event.kind, event.atMs, {});
    default:
      return assertNever(event);
  }
}

function append(desk: Desk, kind: string, atMonotonicMs: number, event: unknown): void {
  const atMs = desk.state.sampleZeroAt === null ? null : desk.atMs(atMonotonicMs);
  desk.library.appendEvent(desk.id, kind, atMs, event);
}

/** The spans and clock points of `finished` go into turns and metrics, not into the log. */
function withoutSpans(message: RecorderEvent): unknown {
  if (message.kind !== 'finished') return message;
  const { samples, sampleRate, channels, holes } = message;
  return { samples, sampleRate, channels, holes };
}

function journalWorker(
  desk: Desk,
  before: RunState,
  side: Side,
  message: WorkerMessage | Down,
): void {
  switch (message.kind) {
    case 'state':
      return desk.push({
        kind: 'side-state',
        conversationId: desk.id,
        side,
        state: message.state,
        atMs: desk.atMs(message.atMonotonicMs),
      });
    case 'turn-started':
      return desk.push({
        kind: 'turn-started',
        conversationId: desk.id,
        turnId: message.turnId,
        side,
        speaker: desk.state.sides[side].name,
        startMs: desk.atMs(message.atMonotonicMs),
      });
    case 'turn-words':
      return journalWords(desk, before, message);
    case 'turn-ended':
      return journalTurn(desk, message.turnId);
    case 'heard':
      return journalHeard(desk, before, otherSide(side));
    case 'fault':
      return message.fatal ? undefined : desk.notice(message.error);
    case 'joined':
    case 'linked':
    case 'hang-up':
    case 'left':
    case 'down':
    case 'usage':
      return;
    default:
      return assertNever(message);
  }
}

function journalTurn(desk: Desk, turnId: string): void {
  const ended = desk.state.turns.find((turn) => turn.id === turnId);
  if (!ended) {
    desk.library.dropTurn(desk.id, turnId);
    return desk.push({ kind: 'turn-dropped', conversationId: desk.id, turnId });
  }
  const turn = provisionalTurn(desk.state, ended);
  desk.library.putTurn(desk.id, turn);
  desk.push({ kind: 'turn', conversationId: desk.id, turn });
}

type TurnWords = Extract<WorkerMessage, { kind: 'turn-words' }>;

function journalWords(desk: Desk, before: RunState, { turnId, words }: TurnWords): void {
  const turn = desk.state.turns.find(({ id }) => id === turnId);
  if (!turn) return;
  keepSoFar(desk, before, turn);
  const startMs = desk.atMs(turn.startMonotonicMs);
  desk.push({
    kind: 'turn-words',
    conversationId: desk.id,
    turnId,
    words: words.map((word) => onRecording(word, startMs)),
  });
}

/**
 * Stores a turn that goes on, for when this process dies in the middle of it: with its first words, and
 * then once in a second of its sound, since every write waits for the disk.
 */
function keepSoFar(desk: Desk, before: RunState, turn: RunTurn): void {
  const known = before.turns.find(({ id }) => id === turn.id);
  if (turn.endMonotonicMs !== null || secondsTold(known) === secondsTold(turn)) return;
  const soFar = asFarAsKnown(turn, turn.startMonotonicMs);
  if (soFar) desk.library.putTurn(desk.id, provisionalTurn(desk.state, soFar));
}

/** Whole seconds of sound that the words of a turn cover; -1 before the first word. */
function secondsTold(turn: RunTurn | undefined): number {
  const last = turn?.words.at(-1);
  return last ? Math.floor(last.endMs / 1000) : -1;
}

function journalHeard(desk: Desk, before: RunState, speaker: Side): void {
  const known = new Map(before.turns.map((turn) => [turn.id, turn.heard]));
  for (const turn of desk.state.turns) {
    if (turn.side !== speaker || turn.heard === null || turn.heard === known.get(turn.id)) continue;
    if (turn.endMonotonicMs !== null) desk.library.setHeard(desk.id, turn.id, turn.heard);
    desk.push({ kind: 'heard', conversationId: desk.id, turnId: turn.id, heard: turn.heard });
  }
}

function pushLevels(desk: Desk, message: Extract<RecorderEvent, { kind: 'progress' }>): void {
  const { levels, peaks, clock } = message;
  const atMs = clock.recordingMs;
  desk.push({ kind: 'levels', conversationId: desk.id, ...levels, peaks, atMs });
}
