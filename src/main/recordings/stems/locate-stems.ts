import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Turn } from '../../../contract/conversation.ts';
import { SIDES, type PerSide, type Side } from '../../../contract/side.ts';
import { stemFileName } from '../../../contract/stem-file.ts';
import type { StemPart } from '../../../contract/worker-messages.ts';
import type { TurnClaim } from '../align.ts';
import { audibleStretch } from './audible-stretch.ts';
import { commonOffset, msToSamples, type Lag } from './lag.ts';
import { SampleFile } from './sample-file.ts';
import { channelSound, FINE_RATE, isUsableRate, stemSound, type Sound } from './sound.ts';
import { trackLag } from './track-lag.ts';

/** A turn as its worker reported it, with where it kept what it played. */
export type StemClaim = TurnClaim & { stem?: StemPart | undefined };

/** A turn's stem and where it lies in the recording. Positions are samples of the recording. */
export interface LocatedStem {
  turnId: string;
  side: Side;
  part: StemPart;
  /** First and last audible sample, from the first of the stem. */
  onset: number;
  last: number;
  /** Where its first sample lies: by its sound, or where the turn is expected. */
  first: number;
  /** Where that is certain; empty: nowhere. */
  lags: readonly Lag[];
}

export interface LocateOptions {
  /** On the recording's clock, as far as that is known. */
  turns: readonly Turn[];
  claims: readonly StemClaim[];
  /** Absolute: the recording. The stem files lie beside it. */
  path: string;
  /** Ends the work: it rejects with the signal's reason. */
  signal: AbortSignal;
}

/**
 * Finds what was played of each turn in the channel of its side. Turns without a (whole) stem, and those
 * of which nothing is audible, are left out. A second or two of sound is in memory at a time, and others
 * get their turn in between.
 */
export async function locateStems(options: LocateOptions): Promise<LocatedStem[]> {
  const { turns, claims, path, signal } = options;
  const parts = new Map(claims.flatMap(({ id, stem }) => (stem ? [[id, stem] as const] : [])));
  const recording = await SampleFile.openWav(path);
  const files: PerSide<SampleFile | undefined> = { a: undefined, b: undefined };
  try {
    if (recording.layout.sampleRate !== FINE_RATE) return [];
    for (const side of SIDES) files[side] = await openStem(dirname(path), side, options);
    const channels = { a: channelSound(recording, 0), b: channelSound(recording, 1) };
    const located: LocatedStem[] = [];
    for (const turn of turns) {
      const [file, part] = [files[turn.side], parts.get(turn.id)];
      if (!file || !part || part.fromSample + part.samples > file.layout.samples) continue;
      const stem = await locate({ turn, part, file, channel: channels[turn.side], signal });
      if (stem) located.push(stem);
    }
    return located;
  } finally {
    for (const file of [recording, files.a, files.b]) await file?.close();
  }
}

async function locate(about: {
  turn: Turn;
  part: StemPart;
  file: SampleFile;
  channel: Sound;
  signal: AbortSignal;
}): Promise<LocatedStem | undefined> {
  const { turn, part, file, channel, signal } = about;
  const audible = await audibleStretch(file, part);
  if (!audible) return undefined;
  const expected = Math.round(msToSamples(turn.startMs)) - audible.onset;
  const lags = await trackLag({
    stem: stemSound(file, part),
    recording: channel,
    length: (part.samples * FINE_RATE) / part.sampleRate,
    onset: audible.onset,
    expected,
    pause: async () => {
      signal.throwIfAborted();
      await setImmediate();
    },
  });
  const first = lags.length > 0 ? commonOffset(lags) : expected;
  return { turnId: turn.id, side: turn.side, part, ...audible, first, lags };
}

/** Undefined when the side kept nothing that can be used. */
async function openStem(
  folder: string,
  side: Side,
  { claims }: Pick<LocateOptions, 'claims'>,
): Promise<SampleFile | undefined> {
  const part = claims.find((claim) => claim.side === side && claim.stem)?.stem;
  if (!part || !isUsableRate(part.sampleRate)) return undefined;
  try {
    return await SampleFile.openPcm(join(folder, stemFileName(side)), part.sampleRate);
  } catch {
    return undefined; // its worker could not write it, and has said so
  }
}
