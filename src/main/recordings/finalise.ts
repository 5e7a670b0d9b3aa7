import { LevelMeter, audibleSpans } from '../../contract/audible.ts';
import type { Recording } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import type { Activity } from '../../contract/recorder-messages.ts';
import { SIDES, type PerSide } from '../../contract/side.ts';
import { hashFile } from '../audio/hashed-file.ts';
import { mendWav, readSamples, readWavInfo, type WavInfo } from './wav.ts';

/** All facts of a recording but how it came about and where the library keeps it. */
export type RecordingFacts = Omit<Recording, 'kind' | 'path'>;

/**
 * The facts of a finished file, taken from the file itself.
 * @throws StudioError `not-found`, or `recorder-failed` when it is no valid WAV file.
 */
export async function finaliseRecording(
  path: string,
  { holes }: Pick<Recording, 'holes'>,
): Promise<RecordingFacts> {
  return factsOf(path, await readWavInfo(path), holes);
}

/**
 * Mends a file whose recorder died, and measures it as the recorder would have done. What is missing
 * inside it is not known here: `holes` is empty.
 *
 * @returns undefined when there is no file, or no audio in it.
 * @throws StudioError `recorder-failed` when it is no WAV file, or can't be written.
 */
export async function repairRecording(
  path: string,
): Promise<{ facts: RecordingFacts; activity: PerSide<Activity> } | undefined> {
  try {
    const info = await mendWav(path);
    if (info.samples === 0) return undefined;
    return { facts: await factsOf(path, info, []), activity: await measureActivity(path) };
  } catch (error) {
    if (error instanceof StudioError && error.data.code === 'not-found') return undefined;
    throw error;
  }
}

/** Audible spans of both channels of a recording, by the definition that the recorder uses. */
async function measureActivity(path: string): Promise<PerSide<Activity>> {
  const { sampleRate, channels } = await readWavInfo(path);
  const meters = SIDES.map(() => new LevelMeter(sampleRate));
  for await (const piece of readSamples(path)) {
    meters.forEach((meter, channel) => meter.push(piece, channel % channels, channels));
  }
  const [a, b] = meters.map((meter) => audibleSpans(meter.frames()));
  return { a: a ?? [], b: b ?? [] };
}

async function factsOf(
  path: string,
  { sampleRate, channels, durationMs }: WavInfo,
  holes: Recording['holes'],
): Promise<RecordingFacts> {
  return { format: 'wav', channels, sampleRate, durationMs, ...(await hashFile(path)), holes };
}
