import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentRecording } from '../../contract/conversation-document.ts';
import type { Recording } from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import type { PerSide } from '../../contract/side.ts';
import { hashFile, type FileFacts } from '../audio/hashed-file.ts';
import { replaceFile, writeFailure } from '../exports/files.ts';
import type { WavInfo } from '../recordings/wav.ts';
import { convertSound, notAsSaid, plainWav } from './convert-sound.ts';
import { isInOrder, soundPlan, type SidePlace } from './sound-plan.ts';
import { takeFile } from './take-file.ts';

/** What the files are called in the folder of a conversation. */
const NAMES: Record<Recording['kind'], string> = { local: 'conversation.wav', stems: 'stems.wav' };

export interface SoundOrder {
  recordings: readonly DocumentRecording[];
  /** Absolute path of a file that the document names. Throws StudioError. */
  locate: (recording: DocumentRecording) => Promise<string>;
  /** Absolute; exists and is empty. The caller removes it after a failure. */
  folder: string;
  signal: AbortSignal;
}

export interface TakenSound {
  /** Paths are names in the folder. */
  recordings: Recording[];
  /** Why something is left out. */
  gaps: ErrorData[];
}

/**
 * Brings the recordings of a document into a folder, in the form of the library: stereo WAV, left is side a.
 * What has that form already is kept to the byte.
 *
 * @throws StudioError `not-found` or `invalid-input` for a file that is missing or not the one that was exported,
 *   `disk-full`; the signal's reason when that aborts
 */
export async function takeSound({ recordings, ...order }: SoundOrder): Promise<TakenSound> {
  const taken: TakenSound = { recordings: [], gaps: [] };
  for (const [kind, files] of Map.groupBy(recordings, (recording) => recording.kind)) {
    const plan = soundPlan(files);
    if (plan.kind !== 'sides') taken.gaps.push(noSides(plan.kind, kind));
    else taken.recordings.push(await takeOne(kind, plan.sides, order));
  }
  return taken;
}

type OneOrder = Omit<SoundOrder, 'recordings'>;

async function takeOne(
  kind: Recording['kind'],
  sides: PerSide<SidePlace>,
  order: OneOrder,
): Promise<Recording> {
  const { folder, signal } = order;
  const parts: string[] = [];
  const place = async (side: SidePlace) => {
    const path = await takePart(side.file, join(folder, `.part-${kind}-${parts.length}`), order);
    parts.push(path);
    return { ...side, path };
  };
  const a = await place(sides.a);
  const b = sides.b.file === sides.a.file ? { ...sides.b, path: a.path } : await place(sides.b);
  const target = join(folder, NAMES[kind]);
  const plain = await plainWav(a.path);
  const isOurs = plain?.channels === 2 && isInOrder(sides);
  let info: WavInfo | undefined;
  await replaceFile(target, async (temporary) => {
    if (isOurs) await rename(a.path, temporary);
    info = isOurs ? plain : await convertSound({ a, b }, temporary, signal);
  });
  for (const part of parts) await rm(part, { force: true });
  if (!info || info.samples === 0) throw notAsSaid(sides.a.file.path, 'there is no sound in it');
  // One that is kept was made sure of when it was copied.
  const facts = isOurs ? sides.a.file : await hashFile(target);
  return recordingOf(kind, sides.a.file, { info, facts });
}

/** A copy that was made sure of: nothing is read twice from where others may write. */
async function takePart(
  file: DocumentRecording,
  target: string,
  { locate, signal }: OneOrder,
): Promise<string> {
  const source = await locate(file);
  try {
    await takeFile(source, target, file, signal);
    return target;
  } catch (thrown) {
    signal.throwIfAborted();
    throw writeFailure(target, thrown);
  }
}

function recordingOf(
  kind: Recording['kind'],
  { durationMs: said, holes }: DocumentRecording,
  { info, facts: { bytes, sha256 } }: { info: WavInfo; facts: FileFacts },
): Recording {
  const { channels, sampleRate } = info;
  // Other rates round the length to their samples; the document's is of the recording itself.
  const durationMs = Math.abs(info.durationMs - said) < 1 ? said : info.durationMs;
  const form = { format: 'wav', channels, sampleRate, durationMs } as const;
  return { kind, path: NAMES[kind], ...form, bytes, sha256: sha256.toLowerCase(), holes };
}

function noSides(why: 'mixed' | 'one-sided', kind: Recording['kind']): ErrorData {
  const what = kind === 'stems' ? 'Its stems were' : 'Its recording was';
  const because =
    why === 'mixed'
      ? 'both sides are on one channel, and can’t be told apart'
      : 'only one of its sides is there';
  return {
    code: 'invalid-input',
    message: `${what} left out: ${because}.`,
    remedy: 'Export it again as stereo, or as a file per side, to import it with its sound.',
  };
}
