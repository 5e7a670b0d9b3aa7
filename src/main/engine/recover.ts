import type { Turn } from '../../contract/conversation.ts';
import { toErrorData } from '../../contract/errors.ts';
import type { Outcome, RecordedAudio, RecordingsPort } from '../conversations/ports.ts';
import type { Library } from '../library/index.ts';
import type { Log } from '../log.ts';
import { runLibraryOf } from './run-library.ts';

const MESSAGE = 'Duologue ended in the middle of this call. What was spoken is kept.';

/**
 * Conversations that an earlier host died on: their audio is mended from disk, their turns are kept
 * with the times that they had, and they are marked as interrupted. One that can't be stored (a full
 * disk) is left for the next start: the others have to be reachable.
 */
export async function recoverUnfinished(
  library: Library,
  recordings: Pick<RecordingsPort, 'prepare' | 'repair' | 'tidy'>,
  log: Log,
): Promise<void> {
  for (const id of library.conversations.unfinished()) {
    const audio = await mended(id, recordings, log);
    await recordings.tidy(id);
    try {
      runLibraryOf(library).finish(id, interrupted(library, id, audio));
      log.warn({ conversationId: id, hasAudio: audio !== undefined }, 'unfinished run recovered');
    } catch (thrown) {
      log.error({ conversationId: id, error: toErrorData(thrown) }, 'unfinished run not recovered');
    }
  }
}

async function mended(
  id: string,
  recordings: Pick<RecordingsPort, 'prepare' | 'repair'>,
  log: Log,
): Promise<RecordedAudio | undefined> {
  try {
    return await recordings.repair(await recordings.prepare(id), []);
  } catch (thrown) {
    log.error({ conversationId: id, error: toErrorData(thrown) }, 'recording not mended');
    return undefined;
  }
}

function interrupted(library: Library, id: string, audio: RecordedAudio | undefined): Outcome {
  const recordedMs = audio?.recording.durationMs ?? Infinity;
  const turns = library.turns
    .list(id)
    .flatMap((turn) => recorded(turn, recordedMs) ?? [])
    .map((turn, index) => ({ ...turn, index }));
  const lastEndMs = Math.max(0, ...turns.map((turn) => turn.endMs));
  return {
    status: 'interrupted',
    endReason: 'host-died',
    endMessage: MESSAGE,
    error: null,
    endedAt: new Date().toISOString(),
    durationMs: audio?.recording.durationMs ?? lastEndMs,
    turns,
    recordings: audio ? [audio.recording] : [],
    metrics: null,
  };
}

/**
 * A turn that the host died in is kept with words that were about to sound: those past the end of the
 * recording are cut. Undefined when it has no other.
 */
function recorded(turn: Turn, recordedMs: number): Turn | undefined {
  if (!turn.interrupted || turn.endMs <= recordedMs || turn.words.length === 0) return turn;
  const words = turn.words
    .filter((word) => (word.startMs + word.endMs) / 2 <= recordedMs)
    .map((word) => ({ ...word, endMs: Math.min(word.endMs, recordedMs) }));
  if (words.length === 0) return undefined;
  const text = words.map((word) => word.text).join(' ');
  return { ...turn, text, words, endMs: recordedMs };
}
