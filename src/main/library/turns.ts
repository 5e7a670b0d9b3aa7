import type { Turn, Word } from '../../contract/conversation.ts';
import type { Side } from '../../contract/side.ts';
import type { ReadHandle, WriteHandle } from './handles.ts';
import { notFound } from './near.ts';
import { toJson } from './text.ts';

/** Turns with their words. The search index follows by triggers. */
export interface Turns {
  /** In order of `index`. */
  list(conversationId: string): Turn[];
  /** Inserts the turn, or replaces the one with its id. */
  save(conversationId: string, turn: Turn): void;
  /** Deletes the turn with this id, if there is one. */
  remove(conversationId: string, turnId: string): void;
  /** Sets what the other side understood of a turn. Throws `not-found`. */
  setHeard(conversationId: string, turnId: string, heard: string | null): void;
  /** Exactly these turns, all or nothing. */
  replaceAll(conversationId: string, turns: readonly Turn[]): void;
  /** When they sound, without texts. */
  spans(conversationId: string): SpanRow[];
}

/** When a turn sounds. */
export type SpanRow = Pick<Turn, 'side' | 'startMs' | 'endMs'>;

interface TurnRow {
  key: number;
  id: string;
  position: number;
  side: Side;
  speaker: string;
  text: string;
  intended: string;
  heard: string | null;
  start_ms: number;
  end_ms: number;
  interrupted: number;
  gap_ms: number | null;
  /** A JSON list of pairs. */
  segments: string;
}

interface WordRow {
  turn_key: number;
  text: string;
  start_ms: number;
  end_ms: number;
  origin: Word['origin'];
}

const UPSERT = `
  INSERT INTO turns (conversation_id, id, position, side, speaker, text, intended, heard,
    start_ms, end_ms, interrupted, gap_ms, segments)
  VALUES (@conversationId, @id, @index, @side, @speaker, @text, @intended, @heard,
    @startMs, @endMs, @interrupted, @gapMs, @segments)
  ON CONFLICT (conversation_id, id) DO UPDATE SET position = @index, side = @side,
    speaker = @speaker, text = @text, intended = @intended, heard = @heard, start_ms = @startMs,
    end_ms = @endMs, interrupted = @interrupted, gap_ms = @gapMs, segments = @segments`;

const KEY = 'SELECT key FROM turns WHERE conversation_id = @conversationId AND id = @id';

const WORD = `
  INSERT INTO words (turn_key, position, text, start_ms, end_ms, origin)
  VALUES (@key, @position, @text, @startMs, @endMs, @origin)`;

const LIST =
  'SELECT * FROM turns WHERE conversation_id = @conversationId ORDER BY position, start_ms';

const WORDS = `
  SELECT words.* FROM words JOIN turns ON turns.key = words.turn_key
  WHERE turns.conversation_id = @conversationId ORDER BY words.turn_key, words.position`;

const SPANS = `
  SELECT side, start_ms AS startMs, end_ms AS endMs FROM turns
  WHERE conversation_id = @conversationId`;

/** The list shows and sorts by it, so it stands in the conversation's row. */
const COUNT = `
  UPDATE conversations SET turn_count =
    (SELECT count(*) FROM turns WHERE conversation_id = @conversationId)
  WHERE id = @conversationId`;

const REMOVE = 'DELETE FROM turns WHERE conversation_id = @conversationId AND id = @turnId';

const HEARD =
  'UPDATE turns SET heard = @heard WHERE conversation_id = @conversationId AND id = @turnId';

function wordOf(row: WordRow): Word {
  return { text: row.text, startMs: row.start_ms, endMs: row.end_ms, origin: row.origin };
}

function turnOf(row: TurnRow, words: Word[]): Turn {
  return {
    id: row.id,
    index: row.position,
    side: row.side,
    speaker: row.speaker,
    text: row.text,
    intended: row.intended,
    heard: row.heard,
    startMs: row.start_ms,
    endMs: row.end_ms,
    interrupted: row.interrupted === 1,
    words,
    segments: JSON.parse(row.segments) as Turn['segments'],
    gapMs: row.gap_ms,
  };
}

function listTurns(read: ReadHandle, conversationId: string): Turn[] {
  const words = Map.groupBy(read.all<WordRow>(WORDS, { conversationId }), (row) => row.turn_key);
  const rows = read.all<TurnRow>(LIST, { conversationId });
  return rows.map((row) => turnOf(row, (words.get(row.key) ?? []).map(wordOf)));
}

function saveTurn(write: WriteHandle, conversationId: string, turn: Turn): void {
  const { words, interrupted, segments, ...columns } = turn;
  write.run(UPSERT, {
    ...columns,
    ...{ conversationId, interrupted: interrupted ? 1 : 0, segments: toJson(segments) },
  });
  const key = write.get<{ key: number }>(KEY, { conversationId, id: turn.id })?.key ?? null;
  write.run('DELETE FROM words WHERE turn_key = @key', { key });
  words.forEach((word, position) => write.run(WORD, { key, position, ...word }));
}

function setHeard(
  write: WriteHandle,
  conversationId: string,
  turnId: string,
  heard: string | null,
) {
  if (write.run(HEARD, { conversationId, turnId, heard }) > 0) return;
  const ids = listTurns(write, conversationId).map(({ id }) => id);
  throw notFound('turn', turnId, ids);
}

export function turnStore(handle: WriteHandle): Turns {
  const save = (conversationId: string, turn: Turn) =>
    handle.transaction(() => {
      saveTurn(handle, conversationId, turn);
      handle.run(COUNT, { conversationId });
    });
  return {
    list: (conversationId) => listTurns(handle, conversationId),
    save,
    remove: (conversationId, turnId) =>
      handle.transaction(() => {
        handle.run(REMOVE, { conversationId, turnId });
        handle.run(COUNT, { conversationId });
      }),
    setHeard: (conversationId, turnId, heard) => setHeard(handle, conversationId, turnId, heard),
    replaceAll: (conversationId, turns) =>
      handle.transaction(() => {
        handle.run('DELETE FROM turns WHERE conversation_id = @conversationId', { conversationId });
        for (const turn of turns) saveTurn(handle, conversationId, turn);
        handle.run(COUNT, { conversationId });
      }),
    spans: (conversationId) => handle.all<SpanRow>(SPANS, { conversationId }),
  };
}
