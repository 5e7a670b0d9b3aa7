import { posix, win32 } from 'node:path';
import type { Recording } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import type { WriteHandle } from './handles.ts';
import { toJson } from './text.ts';

/** What is known of audio files. Their paths are relative to the data directory, with `/`. */
export interface Recordings {
  /** Inserts, or replaces the one with its path. Throws `invalid-input` for a path that leaves the data directory. */
  save(conversationId: string, recording: Recording): void;
  list(conversationId: string): Recording[];
}

interface Row extends Omit<Recording, 'holes'> {
  holes: string;
}

const SAVE = `
  INSERT INTO recordings (conversation_id, kind, path, format, channels, sample_rate, duration_ms,
    bytes, sha256, holes)
  VALUES (@conversationId, @kind, @path, @format, @channels, @sampleRate, @durationMs,
    @bytes, @sha256, @holes)
  ON CONFLICT (conversation_id, path) DO UPDATE SET kind = @kind, format = @format,
    channels = @channels, sample_rate = @sampleRate, duration_ms = @durationMs, bytes = @bytes,
    sha256 = @sha256, holes = @holes`;

const LIST = `
  SELECT kind, path, format, channels, sample_rate AS sampleRate, duration_ms AS durationMs, bytes,
    sha256, holes
  FROM recordings WHERE conversation_id = @conversationId ORDER BY key`;

/** A path inside the data directory in its portable form. */
export function storedPath(path: string): string {
  const portable = posix.normalize(path.replaceAll('\\', '/'));
  const inside = !portable.startsWith('../') && portable !== '..' && portable !== '.';
  if (inside && !posix.isAbsolute(portable) && !win32.isAbsolute(path) && !path.includes('\0')) {
    return portable;
  }
  throw new StudioError({
    code: 'invalid-input',
    message: `A recording's path must lie inside the data directory: ${JSON.stringify(path)}.`,
  });
}

export function recordingStore(handle: WriteHandle): Recordings {
  return {
    save: (conversationId, recording) => {
      const path = storedPath(recording.path);
      handle.run(SAVE, { ...recording, path, conversationId, holes: toJson(recording.holes) });
    },
    list: (conversationId) =>
      handle.all<Row>(LIST, { conversationId }).map((row) => ({
        ...row,
        holes: JSON.parse(row.holes) as Recording['holes'],
      })),
  };
}
