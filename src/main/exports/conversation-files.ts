import { writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { LoggedConversation } from '../../contract/conversation-document.ts';
import type { Recording } from '../../contract/conversation.ts';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import type { AudioOptions, ExportOptions } from '../../contract/export-api.ts';
import type { ResolvedAugment } from '../audio/augment/resolve.ts';
import { hashFile } from '../audio/hashed-file.ts';
import { audioNames, outputRate } from '../audio/names.ts';
import { renderAudio } from '../audio/render.ts';
import type { ClipRange } from './clip-range.ts';
import { clipConversation } from './clip.ts';
import type { DatasetAudio } from './datasets/dataset.ts';
import { documentRecordings, stemsName } from './document-recordings.ts';
import { replaceFile } from './files.ts';
import {
  noStems,
  recordingChanged,
  recordingGone,
  recordingUnreadable,
  type Shortfall,
} from './shortfall.ts';
import { soundLength } from './sound-length.ts';
import { TEXT_WRITERS } from './texts/index.ts';
import type { TextContext, TextFile } from './texts/text-format.ts';

export interface WrittenFile {
  /** Relative to the folder that it was written to. */
  name: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

export interface FilesOrder extends Pick<
  ExportOptions,
  'texts' | 'audio' | 'estimatedWords' | 'assistant'
> {
  /** The whole of it; its recordings have absolute paths. */
  conversation: LoggedConversation;
  /** Only this part of it. */
  clip: ClipRange | null;
  /** What is done to the sound. The stems stay clean. */
  augment: ResolvedAugment | null;
  /** Absolute; exists. */
  directory: string;
  /** Of the files, without ending: no blank, no `/`. */
  name: string;
}

export interface ConversationFiles {
  files: WrittenFile[];
  /** What was exported: the conversation, or the part of it. */
  conversation: LoggedConversation;
  /** How to read the audio; null: none was wanted, or there is none. */
  audio: DatasetAudio | null;
  shortfalls: Omit<Shortfall, 'id'>[];
}

/**
 * Writes a conversation into a folder; each file appears whole or not at all. Where the recording should be
 * there and isn't, or is not what was recorded, everything else is written and it is told.
 *
 * @throws StudioError `disk-full` or `invalid-input` when the folder can't be written; what the signal says
 */
export async function writeConversationFiles(
  order: FilesOrder,
  signal?: AbortSignal,
): Promise<ConversationFiles> {
  const { conversation: whole, clip, texts, name, audio: wanted, augment } = order;
  const conversation = clip ? clipConversation(whole, clip) : whole;
  const sound = await writeSound(order, signal);
  signal?.throwIfAborted();
  const context: TextContext = {
    ...{ recordingId: name, audio: sound.audio?.sides ?? null },
    recordings: documentRecordings(conversation, {
      files: sound.files,
      audio: wanted,
      augment,
      name,
    }),
    sampleRate: sound.audio?.sampleRate ?? (wanted ? outputRate(wanted, augment) : 48_000),
    ...{ estimatedWords: order.estimatedWords, assistant: order.assistant },
  };
  const written = texts.flatMap((text) => TEXT_WRITERS[text].write(conversation, context));
  const files = [...sound.files];
  for (const file of written) files.push(await writeText(order.directory, file));
  return { files, conversation, audio: sound.audio, shortfalls: sound.shortfalls };
}

/** Writes a text that stands beside the audio. */
export async function writeText(directory: string, { name, text }: TextFile): Promise<WrittenFile> {
  const bytes = Buffer.from(text);
  await replaceFile(join(directory, name), (temporary) => writeFile(temporary, bytes));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, bytes: bytes.byteLength, sha256 };
}

type Sound = Omit<ConversationFiles, 'conversation'>;

async function writeSound(order: FilesOrder, signal: AbortSignal | undefined): Promise<Sound> {
  const { conversation, audio, augment, directory, name } = order;
  const recording = conversation.recordings.find(({ kind }) => kind === 'local');
  if (audio === null || recording === undefined) return { files: [], audio: null, shortfalls: [] };
  const fault = await faultOf(recording, conversation, signal);
  if (fault) return { files: [], audio: null, shortfalls: [{ kind: 'fault', error: fault }] };
  const rendered = await render(order, { recording, audio, augment, name }, signal);
  if ('fault' in rendered) return { files: [], audio: null, shortfalls: [asFault(rendered)] };
  const { files } = rendered;
  const { sides } = audioNames(name, audio);
  const samples = await soundLength(join(directory, sides.a.path), audio.encoding);
  const facts = { sides, sampleRate: outputRate(audio, augment), samples };
  const stems = await writeStems(order, audio, signal);
  return {
    files: [...files, ...stems.files],
    audio: { ...facts, stems: stems.files.map((file) => file.name) },
    shortfalls: stems.shortfalls,
  };
}

async function writeStems(
  order: FilesOrder,
  audio: AudioOptions,
  signal: AbortSignal | undefined,
): Promise<Pick<Sound, 'files' | 'shortfalls'>> {
  if (!audio.stems) return { files: [], shortfalls: [] };
  const { conversation } = order;
  const recording = conversation.recordings.find(({ kind }) => kind === 'stems');
  if (!recording) {
    return { files: [], shortfalls: [{ kind: 'gap', error: noStems(conversation) }] };
  }
  const name = stemsName(order.name);
  const fault = await faultOf(recording, conversation, signal);
  if (fault) return { files: [], shortfalls: [{ kind: 'fault', error: fault }] };
  const rendered = await render(order, { recording, audio, augment: null, name }, signal);
  if ('fault' in rendered) return { files: [], shortfalls: [asFault(rendered)] };
  return { files: rendered.files, shortfalls: [] };
}

interface Rendering {
  recording: Recording;
  audio: AudioOptions;
  augment: ResolvedAugment | null;
  name: string;
}

/** The files; or why there are none, when the sound can't be read to its end. */
async function render(
  { clip, directory, conversation }: FilesOrder,
  { recording: { path: source }, ...rest }: Rendering,
  signal: AbortSignal | undefined,
): Promise<{ files: WrittenFile[] } | { fault: ErrorData }> {
  const order = { source, ...(clip ? { span: clip } : {}), directory, ...rest };
  try {
    return { files: await renderAudio(order, signal) };
  } catch (thrown) {
    signal?.throwIfAborted();
    const isSource = thrown instanceof StudioError && thrown.data.code === 'recorder-failed';
    if (!isSource) throw thrown;
    return { fault: recordingUnreadable(conversation, thrown.data) };
  }
}

function asFault({ fault: error }: { fault: ErrorData }): Omit<Shortfall, 'id'> {
  return { kind: 'fault', error };
}

/** What is wrong with a recording; undefined: it is what was recorded. */
async function faultOf(
  { path, sha256 }: Recording,
  conversation: LoggedConversation,
  signal: AbortSignal | undefined,
): Promise<ErrorData | undefined> {
  try {
    const sum = await hashFile(path, signal);
    return sum.sha256 === sha256 ? undefined : recordingChanged(conversation, path);
  } catch {
    signal?.throwIfAborted();
    return recordingGone(conversation, path);
  }
}
