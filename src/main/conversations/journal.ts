import type { Turn } from '../../contract/conversation.ts';
import { assertNever } from '../../contract/kind.ts';
import { otherSide, type Side } from '../../contract/side.ts';
import type { Down, RecorderEvent, WorkerMessage } from './ports.ts';
import type { RunCore } from './run-core.ts';
import type { RunEvent, RunState, RunTurn } from './state.ts';

/** Stores and pushes what follows from an event: the library first, then whoever looks on. */
export function journal(core: RunCore, before: RunState, event: RunEvent): void {
  switch (event.kind) {
    case 'worker':
      append(core, event.message.kind, event.atMs, event.message);
      return journalWorker(core, before, event.side, event.message);
    case 'recorder':
      if (event.message.kind === 'progress') return pushLevels(core, event.message);
      return append(
        core,
        `recorder-${event.message.kind}`,
        event.atMs,
        withoutSpans(event.message),
      );
    case 'fault':
      return append(core, 'fault', event.atMs, { error: event.error });
    case 'began':
    case 'stop-asked':
      return append(core, event.kind, event.atMs, {});
    default:
      return assertNever(event);
  }
}

function append(core: RunCore, kind: string, atMonotonicMs: number, event: unknown): void {
  const atMs = core.state.sampleZeroAt === null ? null : core.atMs(atMonotonicMs);
  core.library.appendEvent(core.id, kind, atMs, event);
}

/** The spans and clock points of `finished` go into turns and metrics, not into the log. */
function withoutSpans(message: RecorderEvent): unknown {
  if (message.kind !== 'finished') return message;
  const { samples, sampleRate, channels, holes } = message;
  return { samples, sampleRate, channels, holes };
}

function journalWorker(
  core: RunCore,
  before: RunState,
  side: Side,
  message: WorkerMessage | Down,
): void {
  switch (message.kind) {
    case 'state':
      return core.push({
        kind: 'side-state',
        conversationId: core.id,
        side,
        state: message.state,
        atMs: core.atMs(message.atMonotonicMs),
      });
    case 'turn-started':
      return core.push({
        kind: 'turn-started',
        conversationId: core.id,
        turnId: message.turnId,
        side,
        speaker: core.state.sides[side].name,
        startMs: core.atMs(message.atMonotonicMs),
      });
    case 'turn-ended':
      return journalTurn(core, message.turnId);
    case 'heard':
      return journalHeard(core, before, otherSide(side));
    case 'fault':
      return message.fatal ? undefined : core.notice(message.error);
    case 'joined':
    case 'linked':
    case 'hang-up':
    case 'left':
    case 'down':
      return;
    default:
      return assertNever(message);
  }
}

function journalTurn(core: RunCore, turnId: string): void {
  const ended = core.state.turns.find((turn) => turn.id === turnId);
  if (!ended) return;
  const turn = provisionalTurn(core, ended);
  core.library.putTurn(core.id, turn);
  core.push({ kind: 'turn', conversationId: core.id, turn });
}

function journalHeard(core: RunCore, before: RunState, speaker: Side): void {
  const known = new Map(before.turns.map((turn) => [turn.id, turn.heard]));
  for (const turn of core.state.turns) {
    if (turn.side !== speaker || turn.heard === null || turn.heard === known.get(turn.id)) continue;
    if (turn.endMonotonicMs !== null) core.library.setHeard(core.id, turn.id, turn.heard);
    core.push({ kind: 'heard', conversationId: core.id, turnId: turn.id, heard: turn.heard });
  }
}

function pushLevels(core: RunCore, message: Extract<RecorderEvent, { kind: 'progress' }>): void {
  const { levels, clock } = message;
  core.push({ kind: 'levels', conversationId: core.id, ...levels, atMs: clock.recordingMs });
}

/** A turn with the times that its worker claims; the recording's own replace them at the end. */
export function provisionalTurn(core: RunCore, turn: RunTurn): Turn {
  const startMs = core.atMs(turn.startMonotonicMs);
  const endMs = core.atMs(turn.endMonotonicMs ?? turn.startMonotonicMs);
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
    words: turn.words.map((word) => ({
      ...word,
      startMs: startMs + word.startMs,
      endMs: startMs + word.endMs,
    })),
    gapMs: gapBefore(core, turn),
  };
}

function gapBefore(core: RunCore, turn: RunTurn): number | null {
  const before = core.state.turns
    .filter((other) => other.startMonotonicMs < turn.startMonotonicMs && other.id !== turn.id)
    .toSorted((x, y) => x.startMonotonicMs - y.startMonotonicMs)
    .at(-1);
  if (!before || before.side === turn.side || before.endMonotonicMs === null) return null;
  return turn.startMonotonicMs - before.endMonotonicMs;
}
