import type { Turn } from '../../contract/conversation.ts';
import { toErrorData } from '../../contract/errors.ts';
import type { PerSide } from '../../contract/side.ts';
import type { RecordedAudio, TurnOnClock } from '../conversations/ports.ts';
import type { Log } from '../log.ts';
import { alignTurns } from '../recordings/align.ts';
import type { RecordingFacts } from '../recordings/finalise.ts';
import { alignWords, type AlignSound } from '../recordings/sound-words.ts';
import { locateStems, type LocatedStem } from '../recordings/stems/locate-stems.ts';
import { refineTurns } from '../recordings/stems/refine-turns.ts';
import { writeStems } from '../recordings/stems/write-stems.ts';

export interface AlignOptions {
  /** Absolute: the recording of the conversation. */
  path: string;
  /** BCP 47: what each side speaks. */
  languages: PerSide<string>;
  /** Brings up what finds words in sound. */
  openAligner: () => Promise<AlignSound>;
  /** No more time: what is known by then has to do. */
  signal: AbortSignal;
  log: Log;
}

/** What came of it; `stems`: the file of stems that was made beside the recording, absolute. */
export interface Aligned {
  turns: Turn[];
  stems: { path: string; facts: RecordingFacts } | undefined;
}

/**
 * Turns and words on the recording's clock, in steps of which each improves on the one before:
 * 1. turns by the claims of their workers and by what is audible where,
 * 2. turns and words by what was played (the stems),
 * 3. words that are only estimated, by how they sound.
 *
 * A step that fails costs its improvement, never the turns.
 */
export async function alignRun(
  claims: readonly TurnOnClock[],
  audio: RecordedAudio,
  options: AlignOptions,
): Promise<Aligned> {
  const { path, signal, log } = options;
  const attempt = async <T>(step: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (thrown) {
      log.warn({ step, error: toErrorData(thrown) }, 'a step of alignment failed');
      return undefined;
    }
  };
  const audible = alignTurns(claims, audio.activity, audio.clock, audio.recording);
  const stems = await attempt('stems', () => locateStems({ turns: audible, claims, path, signal }));
  const turns = refineTurns(audible, claims, stems ?? [], audio.activity);
  const written = await attempt('stems.wav', () => keepStems(path, stems, signal));
  const timed = await alignWords(turns, options);
  return { turns: timed, stems: written };
}

/** Undefined when no side kept what it played. */
async function keepStems(
  path: string,
  stems: readonly LocatedStem[] | undefined,
  signal: AbortSignal,
): Promise<Aligned['stems']> {
  return stems && stems.length > 0 ? await writeStems(path, stems, signal) : undefined;
}
