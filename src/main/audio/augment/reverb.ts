import { Convolver } from './convolver.ts';
import { openAudio, unusable } from './audio-file.ts';

/** Rooms ring for less; halls for little more, s. */
const LONGEST_SECONDS = 10;
/** The sound has arrived where the response first comes within 20 dB of its highest peak (ISO 3382-1). */
const ARRIVED = 0.1;
/** Within this time of it is the peak of the direct sound, s. */
const PEAK_SECONDS = 0.001;
/** What is kept of a response before its first arrival, s. */
const LEAD_SECONDS = 0.005;
/** The rest of a response is left out where less than this share of its energy is in it (60 dB). */
const TAIL_SHARE = 1e-6;

/** A room. */
export interface RoomResponse {
  taps: Float64Array;
  /** The tap at which the direct sound arrives. */
  arrival: number;
}

/**
 * Reads the impulse response of a room: the first channel of a file.
 *
 * @throws StudioError `not-found`, or `invalid-input` when it is no audio, silent or longer than 10 s
 */
export async function loadResponse(
  path: string,
  rate: number,
  signal?: AbortSignal,
): Promise<RoomResponse> {
  const what = 'The impulse response';
  const { samples, isWhole } = await openAudio(what, path, rate, LONGEST_SECONDS, signal);
  if (!isWhole) throw unusable(what, path, `is longer than ${LONGEST_SECONDS} seconds`);
  const response = roomResponse(Float64Array.from(samples), rate);
  if (!response) throw unusable(what, path, 'is silent');
  return response;
}

/** Finds the direct sound and leaves out what adds nothing; of unit energy. Undefined for silence. */
export function roomResponse(samples: Float64Array, rate: number): RoomResponse | undefined {
  const highest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  if (highest === 0) return undefined;
  const onset = samples.findIndex((sample) => Math.abs(sample) >= ARRIVED * highest);
  const peak = onset + peakOf(samples.subarray(onset, onset + Math.ceil(PEAK_SECONDS * rate) + 1));
  const from = Math.max(0, peak - Math.round(LEAD_SECONDS * rate));
  const kept = samples.slice(from, endOf(samples));
  const energy = Math.sqrt(kept.reduce((sum, tap) => sum + tap * tap, 0));
  return { taps: kept.map((tap) => tap / energy), arrival: peak - from };
}

export function reverb({ taps, arrival }: RoomResponse): Convolver {
  return new Convolver(taps, arrival);
}

function peakOf(samples: Float64Array): number {
  let at = 0;
  samples.forEach((sample, i) => {
    if (Math.abs(sample) > Math.abs(samples[at] ?? 0)) at = i;
  });
  return at;
}

function endOf(samples: Float64Array): number {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0);
  let left = 0;
  let end = samples.length;
  while (end > 0) {
    left += (samples[end - 1] ?? 0) ** 2;
    if (left > TAIL_SHARE * energy) break;
    end -= 1;
  }
  return end;
}
