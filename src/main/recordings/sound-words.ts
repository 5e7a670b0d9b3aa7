import type { Turn } from '../../contract/conversation.ts';
import { toErrorData } from '../../contract/errors.ts';
import type { Alignment, AlignmentRequest } from '../../contract/rehearsal-messages.ts';
import { SIDES, type PerSide } from '../../contract/side.ts';
import type { Log } from '../log.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { readSamples, readWavInfo } from './wav.ts';
import { estimated, onRecording, requestOf, runsOf, withTimes, type WordRun } from './word-runs.ts';

/** One side's sound, PCM s16 mono. */
export interface MonoSound {
  pcm: Int16Array<ArrayBuffer>;
  /** Hz */
  sampleRate: number;
}

/** Finds words in a sound; see AlignmentRequest. */
export type AlignSound = (
  sound: MonoSound,
  request: AlignmentRequest,
  signal: AbortSignal,
) => Promise<Alignment>;

export interface AlignWordsOptions {
  /** Absolute: the recording, one channel for each side. */
  path: string;
  /** BCP 47: what each side speaks. */
  languages: PerSide<string>;
  /** Opened by the first turn that needs it. */
  openAligner: () => Promise<AlignSound>;
  /** Aborted: no more time; what isn't aligned by then stays estimated. */
  signal: AbortSignal;
  log: Log;
}

/** The end of a run waits for the alignment of words at most so long; what is left stays estimated. */
export const MOST_ALIGN_MS = 10_000;
/** Sound around the speech of a run, so that its edges can be seen. */
const MARGIN_MS = 60;

/**
 * Words without times of their own get those of their sound: `aligned` where it fits them, else they are
 * spread over the speech of their turn and stay `estimated`. Never rejects.
 */
export async function alignWords(
  turns: readonly Turn[],
  options: AlignWordsOptions,
): Promise<Turn[]> {
  const result = turns.map((turn) => estimated(turn, runsOf(turn)));
  const isDue = result.some((turn) => runsOf(turn).length > 0);
  if (!isDue || options.signal.aborted) return result;
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(MOST_ALIGN_MS)]);
  try {
    const align = await unlessAborted(options.openAligner(), signal);
    for (const [index, turn] of result.entries()) {
      if (signal.aborted) break;
      result[index] = await alignTurn(turn, align, { ...options, signal });
    }
  } catch (thrown) {
    options.log.warn({ error: toErrorData(thrown) }, 'words are not aligned to their sound');
  }
  return result;
}

/** From the last run to the first: the places of earlier ones stay. */
async function alignTurn(turn: Turn, align: AlignSound, options: AlignWordsOptions): Promise<Turn> {
  let aligned = turn;
  for (const run of runsOf(turn).toReversed()) {
    const found = await findRun(aligned, run, align, options);
    if (found) aligned = withTimes(aligned, run, found);
  }
  return aligned;
}

/** Undefined when it isn't found: by a wrong text, an unknown language, a request that failed. */
async function findRun(
  turn: Turn,
  run: WordRun,
  align: AlignSound,
  { path, languages, signal, log }: AlignWordsOptions,
): Promise<ReturnType<typeof onRecording>> {
  const fromMs = Math.max(0, run.segments[0]![0] - MARGIN_MS);
  try {
    const sound = await readSide(path, SIDES.indexOf(turn.side), [
      fromMs,
      run.segments.at(-1)![1] + MARGIN_MS,
    ]);
    const request = requestOf(turn, run, { fromMs, language: languages[turn.side] });
    return onRecording(await align(sound, request, signal), fromMs);
  } catch (thrown) {
    if (signal.aborted) return undefined;
    log.warn({ turnId: turn.id, error: toErrorData(thrown) }, 'a turn is not aligned');
    return undefined;
  }
}

/** One channel of a stretch of a recording. */
async function readSide(
  path: string,
  channel: number,
  [fromMs, toMs]: [number, number],
): Promise<MonoSound> {
  const { sampleRate, channels, samples } = await readWavInfo(path);
  const from = Math.round((fromMs * sampleRate) / 1000);
  const to = Math.min(samples, Math.round((toMs * sampleRate) / 1000));
  const pcm = new Int16Array(Math.max(0, to - from));
  let at = 0;
  for await (const piece of readSamples(path, { from, to })) {
    for (let index = channel; index < piece.length; index += channels) pcm[at++] = piece[index]!;
  }
  return { pcm, sampleRate };
}
