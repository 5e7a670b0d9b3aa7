import { z } from 'zod';
import type { ConversationDocument } from '../../contract/conversation-document.ts';
import { StudioError } from '../../contract/errors.ts';

/** What the library relies on beyond the shape of a document. */
const timestamp = z.iso.datetime();
const UNFINISHED = new Set(['preparing', 'running', 'finishing']);

/** Throws `invalid-input` for a document that is well-formed and can't be kept as it is. */
export function checkDocument(document: ConversationDocument): void {
  const { id, title, status, createdAt, endedAt, durationMs, tags, turns } = document;
  if (UNFINISHED.has(status)) throw unfinished();
  if (id === '' || id.length > 200) throw wrong('id', 'an id has 1 to 200 characters');
  if (title.length > 1000) throw wrong('title', 'it is longer than 1000 characters');
  for (const [name, value] of Object.entries({ createdAt, endedAt })) {
    const isFine = value === null || timestamp.safeParse(value).success;
    if (!isFine) throw wrong(name, 'no date of the form 2026-11-23T11:04:00.000Z');
  }
  if (durationMs < 0) throw wrong('durationMs', 'a length is not below 0');
  if (tags.some((tag) => tag === '' || tag.length > 200)) {
    throw wrong('tags', 'a tag has 1 to 200 characters');
  }
  const ids = new Set(turns.map((turn) => turn.id));
  if (ids.size < turns.length) throw wrong('turns', 'two of them have the same id');
}

/** Whether an id can be the name of a folder, on every system. */
export function isPlainId(id: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{0,99}$/u.test(id) && !/^(con|prn|aux|nul|com\d|lpt\d)$/u.test(id);
}

function wrong(where: string, why: string): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `It is not as a conversation should be: ${where}: ${why}.`,
    remedy: 'Mend what is named, or export the conversation again.',
  });
}

function unfinished(): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: 'It was written while the conversation was still running, so its end is missing.',
    remedy: 'Export the conversation again now that it has ended.',
  });
}
