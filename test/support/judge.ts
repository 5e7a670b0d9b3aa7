import { readWav } from './sound.ts';

/**
 * An independent judge of times: it reads the WAV file itself, finds speech by its energy in its own way,
 * and shares nothing with the program. Times are ms of the file.
 */
export interface Speech {
  startMs: number;
  endMs: number;
}

const FRAME_MS = 5;
/** Digital silence is taken for this, dBFS. */
const LOWEST_DB = -90;
/** Speech begins somewhere above the higher level, and reaches as far as the lower one holds. */
const ABOVE_NOISE_DB = { seed: 20, reach: 12 };
const BELOW_SPEECH_DB = { seed: 22, reach: 34 };
/** A gap in speech shorter than this is a stop in it; a sound shorter than this alone is a click. */
const SHORTEST_GAP_MS = 60;
const SHORTEST_SOUND_MS = 15;

/** The stretches of speech of one channel of a recording. */
export function speechOf(path: string, channel: number): Speech[] {
  const { sampleRate, channels } = readWav(path);
  const levels = levelsOf(channels[channel] ?? new Float32Array(), sampleRate);
  const { seed, reach } = thresholds(levels);
  const found: Speech[] = [];
  let from = -1;
  let isSeeded = false;
  for (let frame = 0; frame <= levels.length; frame += 1) {
    const level = levels[frame] ?? LOWEST_DB;
    if (level >= reach) {
      if (from < 0) from = frame;
      isSeeded ||= level >= seed;
      continue;
    }
    if (from >= 0 && isSeeded) add(found, { startMs: from * FRAME_MS, endMs: frame * FRAME_MS });
    from = -1;
    isSeeded = false;
  }
  return found.filter(({ startMs, endMs }) => endMs - startMs >= SHORTEST_SOUND_MS);
}

function add(found: Speech[], next: Speech): void {
  const last = found.at(-1);
  if (last && next.startMs - last.endMs < SHORTEST_GAP_MS) last.endMs = next.endMs;
  else found.push(next);
}

/** The mean square of frames of 5 ms, in dBFS. */
function levelsOf(samples: Float32Array, sampleRate: number): number[] {
  const size = (sampleRate * FRAME_MS) / 1000;
  return Array.from({ length: Math.floor(samples.length / size) }, (_, frame) => {
    let sum = 0;
    for (let at = frame * size; at < (frame + 1) * size; at += 1) sum += (samples[at] ?? 0) ** 2;
    return Math.max(LOWEST_DB, 10 * Math.log10(sum / size + 1e-12));
  });
}

/** Between the channel's noise (the quietest tenth) and its speech (the loudest tenth). */
function thresholds(levels: readonly number[]): { seed: number; reach: number } {
  const sorted = levels.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? LOWEST_DB;
  const [noise, speech] = [at(0.1), at(0.95)];
  const level = (above: number, below: number) => Math.max(noise + above, speech - below);
  return {
    seed: level(ABOVE_NOISE_DB.seed, BELOW_SPEECH_DB.seed),
    reach: level(ABOVE_NOISE_DB.reach, BELOW_SPEECH_DB.reach),
  };
}

/** First and last moment of speech within a stretch; undefined when there is none. */
export function edgesWithin(speech: readonly Speech[], [fromMs, toMs]: [number, number]) {
  const within = speech.filter(({ startMs, endMs }) => endMs > fromMs && startMs < toMs);
  const [first, last] = [within[0], within.at(-1)];
  if (!first || !last) return undefined;
  return { startMs: Math.max(first.startMs, fromMs), endMs: Math.min(last.endMs, toMs) };
}

/** Moments within a stretch at which speech begins again after a pause of at least `pauseMs`. */
export function onsetsWithin(
  speech: readonly Speech[],
  [fromMs, toMs]: [number, number],
  pauseMs: number,
): number[] {
  return speech.flatMap(({ startMs }, index) => {
    const before = speech[index - 1]?.endMs ?? Number.NEGATIVE_INFINITY;
    const isPause = before > fromMs && startMs - before >= pauseMs;
    return isPause && startMs < toMs ? [startMs] : [];
  });
}

/** The value below which a share of the values lies (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
