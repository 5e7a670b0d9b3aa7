import { setImmediate } from 'node:timers/promises';
import { PeakMeter } from '../../contract/peaks.ts';
import { SIDES, type PerSide } from '../../contract/side.ts';
import { readSamples, readWavInfo } from './wav.ts';

/** The loudest sample of each 20 ms, 0 to 255, per side; both sides are equally long. */
export interface PeakData {
  peaks: PerSide<Uint8Array>;
  durationMs: number;
}

/**
 * Peaks of a finished recording: side a is its first channel, side b its second. Read a second at a time,
 * with a pause for others after each.
 *
 * @throws StudioError `not-found` without a file, `recorder-failed` when it is no WAV file; the signal's
 *   reason when that aborts
 */
export async function computePeaks(path: string, signal?: AbortSignal): Promise<PeakData> {
  const { sampleRate, channels, durationMs } = await readWavInfo(path);
  const meters = SIDES.map(() => new PeakMeter(sampleRate));
  const values: number[][] = SIDES.map(() => []);
  for await (const piece of readSamples(path)) {
    meters.forEach((meter, channel) => {
      meter.push(piece, channel % channels, channels);
      values[channel]?.push(...meter.take());
    });
    await setImmediate();
    signal?.throwIfAborted();
  }
  const [a, b] = values;
  return { peaks: { a: Uint8Array.from(a ?? []), b: Uint8Array.from(b ?? []) }, durationMs };
}
