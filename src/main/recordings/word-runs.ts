import type { Turn, Word } from '../../contract/conversation.ts';
import type { Activity } from '../../contract/recorder-messages.ts';
import type { Alignment, AlignmentRequest } from '../../contract/rehearsal-messages.ts';
import { estimateWithin } from './estimate-words.ts';
import { spansWithin } from './spans.ts';

/** Neighbouring words of a turn without times of their own, and the speech that they lie in. */
export interface WordRun {
  /** Indices of the turn's words; `to` exclusive. */
  from: number;
  to: number;
  /** Stretches of speech, ms of the recording; not empty. */
  segments: Activity;
  /** Words that may follow in the sound: the turn was cut off, and where is only estimated. */
  following: string[];
}

/** Of the words of an interrupted turn so many more than estimated may have been audible, or this share. */
const MORE_WORDS = 4;
const MORE_SHARE = 0.3;

/** The runs of a turn; none where its sound was not measured. */
export function runsOf(turn: Turn): WordRun[] {
  const runs: WordRun[] = [];
  for (let from = 0; from < turn.words.length; from += 1) {
    if (turn.words[from]!.origin !== 'estimated') continue;
    let to = from + 1;
    while (turn.words[to]?.origin === 'estimated') to += 1;
    const startMs = turn.words[from - 1]?.endMs ?? turn.startMs;
    const endMs = turn.words[to]?.startMs ?? turn.endMs;
    const segments = spansWithin(turn.segments, startMs, endMs);
    const following = to === turn.words.length ? unheard(turn, to - from) : [];
    if (segments.length > 0) runs.push({ from, to, segments, following });
    from = to;
  }
  return runs;
}

/** What was meant to follow the words of an interrupted turn, as far as it may be audible after all. */
function unheard({ interrupted, intended, words }: Turn, length: number): string[] {
  if (!interrupted) return [];
  const tokens = intended.split(/\s+/).filter(Boolean);
  if (words.some(({ text }, index) => text !== tokens[index])) return [];
  const most = Math.max(MORE_WORDS, Math.ceil(length * MORE_SHARE));
  return tokens.slice(words.length, words.length + most);
}

/** The turn with the words of its runs spread over their speech. */
export function estimated(turn: Turn, runs: readonly WordRun[]): Turn {
  const words = [...turn.words];
  for (const { from, to, segments } of runs) {
    words.splice(from, to - from, ...estimateWithin(words.slice(from, to), segments));
  }
  return { ...turn, words };
}

/** What to ask for a run. @param fromMs where the sound that goes with it begins on the recording */
export function requestOf(
  turn: Turn,
  { from, to, segments, following }: WordRun,
  { fromMs, language }: { fromMs: number; language: string },
): AlignmentRequest {
  const words = [...turn.words.slice(from, to).map(({ text }) => text), ...following];
  return {
    words,
    language,
    segments: segments.map(([start, end]) => [start - fromMs, end - fromMs]),
    ...(turn.interrupted && to === turn.words.length ? { expectedWords: to - from } : {}),
  };
}

/**
 * The turn with the times that were found for a run. Words without a sound of their own (a dash) lie at
 * the end of the word before. An interrupted turn ends with the last word that was found.
 *
 * @param found times on the recording, of the run's words and those that may follow
 */
export function withTimes(
  turn: Turn,
  run: WordRun,
  found: readonly ({ startMs: number; endMs: number } | null)[],
): Turn {
  const texts = [...turn.words.slice(run.from, run.to).map(({ text }) => text), ...run.following];
  const wasCut = turn.interrupted && run.to === turn.words.length;
  const count = wasCut ? found.findLastIndex((word) => word !== null) + 1 : run.to - run.from;
  if (count === 0 || found.length !== texts.length) return turn;
  let at = found.find((word) => word !== null)?.startMs ?? run.segments[0]![0];
  const placed = texts.slice(0, count).map((text, index): Word => {
    const place = found[index];
    const startMs = within(turn, Math.max(at, place?.startMs ?? at));
    const endMs = within(turn, Math.max(startMs, place?.endMs ?? startMs));
    at = endMs;
    return { text, startMs, endMs, origin: 'aligned' };
  });
  const words = [...turn.words.slice(0, run.from), ...placed, ...turn.words.slice(run.to)];
  if (words.length === turn.words.length) return { ...turn, words };
  return { ...turn, words, text: words.map(({ text }) => text).join(' ') };
}

/** The answer's times on the recording; undefined when sound and words don't fit. */
export function onRecording(
  { words }: Alignment,
  fromMs: number,
): ({ startMs: number; endMs: number } | null)[] | undefined {
  return words?.map(
    (word) => word && { startMs: word.startMs + fromMs, endMs: word.endMs + fromMs },
  );
}

function within({ startMs, endMs }: Turn, ms: number): number {
  return Math.min(Math.max(ms, startMs), endMs);
}
