import type { Conversation } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import type { Clip } from '../../contract/export-api.ts';

/** Recordings of the library, Hz; see audio/resample.ts. */
const RATE = 48_000;

/** A stretch of a recording, ms, from one whole sample to another. */
export interface ClipRange {
  fromMs: number;
  toMs: number;
}

/**
 * The stretch that a clip means: its own, as far as the recording goes, or from the first to the last of its turns.
 * Whole samples, so that its length is that of the sound.
 * @throws StudioError `invalid-input` when it lies outside of the recording, or a turn isn't there
 */
export function resolveClip(conversation: Conversation, clip: Clip): ClipRange {
  const { durationMs } = conversation;
  const wanted = 'turnIds' in clip ? rangeOfTurns(conversation, clip.turnIds) : clip;
  const range = {
    fromMs: onSample(Math.max(0, wanted.fromMs)),
    toMs: wanted.toMs >= durationMs ? durationMs : onSample(wanted.toMs),
  };
  if (range.fromMs < range.toMs) return range;
  throw new StudioError({
    code: 'invalid-input',
    message: `The clip lies outside of the recording, which is ${(durationMs / 1000).toFixed(1)} s long.`,
    remedy: 'Choose a stretch within it.',
  });
}

function onSample(ms: number): number {
  return Math.round((ms * RATE) / 1000) / (RATE / 1000);
}

function rangeOfTurns({ turns, title }: Conversation, turnIds: readonly string[]): ClipRange {
  const wanted = new Set(turnIds);
  const chosen = turns.filter(({ id }) => wanted.has(id));
  if (chosen.length < wanted.size) throw turnMissing(title);
  return {
    fromMs: Math.min(...chosen.map(({ startMs }) => startMs)),
    toMs: Math.max(...chosen.map(({ endMs }) => endMs)),
  };
}

function turnMissing(title: string): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `“${title}” does not have all of these turns.`,
    remedy: 'Choose turns that are listed in it.',
  });
}
