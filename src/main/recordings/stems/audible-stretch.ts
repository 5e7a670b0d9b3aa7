import { LEVEL_FRAME_MS } from '../../../contract/audible.ts';
import type { StemPart } from '../../../contract/worker-messages.ts';
import { energyOf } from './correlate.ts';
import type { SampleFile } from './sample-file.ts';
import { FINE_RATE } from './sound.ts';

/** What counts as audible where there is no noise; see contract/audible.ts. */
const AUDIBLE_DBFS = -60;

/** First and last audible sample of a stem, in samples of the recording; undefined: it is silent. */
export async function audibleStretch(
  file: SampleFile,
  { fromSample, samples, sampleRate }: StemPart,
): Promise<{ onset: number; last: number } | undefined> {
  const frame = (sampleRate * LEVEL_FRAME_MS) / 1000;
  const least = frame * 10 ** (AUDIBLE_DBFS / 10);
  let [onset, last] = [-1, -1];
  for (let at = 0; at < samples; at += sampleRate) {
    const piece = await file.read(fromSample + at, Math.min(sampleRate, samples - at));
    for (let from = 0; from < piece.length; from += frame) {
      if (energyOf(piece.subarray(from, from + frame)) < least) continue;
      if (onset < 0) onset = at + from;
      last = Math.min(at + from + frame, samples);
    }
  }
  const up = FINE_RATE / sampleRate;
  return onset < 0 ? undefined : { onset: onset * up, last: last * up };
}
