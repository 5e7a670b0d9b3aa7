import type { Conversation, Recording, Turn } from '../../contract/conversation.ts';

/**
 * A JSON document as text. Control characters and directional tricks that JSON lets through are
 * escaped: the same document, harmless on a terminal.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(
    /[\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}

/** A turn as `show --json`, `run --json` and exports give it. Times are ms of the recording. */
function turnJson(turn: Turn) {
  const { side, speaker, text, intended, heard, startMs, endMs, gapMs, interrupted, words } = turn;
  return { side, speaker, text, intended, heard, startMs, endMs, gapMs, interrupted, words };
}

function recordingJson(recording: Recording, path: string) {
  const { format, channels, sampleRate, durationMs, bytes, sha256, holes } = recording;
  return { path, format, channels, sampleRate, durationMs, bytes, sha256, holes };
}

/** The recording that the studio made itself. */
export function localRecording(conversation: Conversation): Recording | undefined {
  return conversation.recordings.find(({ kind }) => kind === 'local') ?? conversation.recordings[0];
}

/** Where the library keeps the audio of a conversation: absolute; undefined when there is none. */
export function keptAudio(conversation: Conversation): string | undefined {
  return localRecording(conversation)?.path;
}

/**
 * One conversation as a JSON document: the result of `run`, the answer of `show`, the `conversation.json`
 * of an export.
 * @param audioPath what `recording.path` says
 */
export function conversationJson(conversation: Conversation, audioPath: string | undefined) {
  const recording = localRecording(conversation);
  const { scenario, personas } = conversation.config;
  return {
    id: conversation.id,
    title: conversation.title,
    status: conversation.status,
    endReason: conversation.endReason,
    endMessage: conversation.endMessage,
    error: conversation.error,
    createdAt: conversation.createdAt,
    endedAt: conversation.endedAt,
    durationMs: conversation.durationMs,
    scenarioId: scenario.id,
    speakers: { a: personas.a.name, b: personas.b.name },
    turns: conversation.turns.map(turnJson),
    recording:
      recording === undefined || audioPath === undefined
        ? null
        : recordingJson(recording, audioPath),
    metrics: conversation.metrics,
    config: conversation.config,
  };
}
export type ConversationJson = ReturnType<typeof conversationJson>;
