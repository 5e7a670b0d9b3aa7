import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Conversation } from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import type { ExportFormat } from '../../contract/export-api.ts';
import { conversationJson, jsonText, keptAudio } from './conversation-json.ts';
import { replaceFile } from './files.ts';
import { transcriptText } from './transcript.ts';

/** What the files of a conversation are called, wherever they are written. */
export const FILE_NAMES: Record<ExportFormat, string> = {
  wav: 'conversation.wav',
  json: 'conversation.json',
  txt: 'conversation.txt',
};

export interface WrittenFile {
  name: string;
  bytes: number;
  sha256: string;
}

export interface Filled {
  files: WrittenFile[];
  /** The recording should be there and isn't; everything else was written. */
  missing?: ErrorData;
}

/**
 * Writes a conversation into a folder; each file appears whole or not at all.
 *
 * @param conversation its recordings have absolute paths
 * @throws StudioError `disk-full` or `invalid-input` when the folder can't be written; what the signal says
 */
export async function fillFolder(
  folder: string,
  conversation: Conversation,
  formats: readonly ExportFormat[],
  signal?: AbortSignal,
): Promise<Filled> {
  const audio = keptAudio(conversation);
  // Opened before anything is written: what can't be read is no fault of the folder, and what is deleted
  // from now on is still read to its end.
  const source = audio === undefined ? undefined : await opened(audio);
  try {
    return await fill(folder, conversation, formats, { source, signal });
  } finally {
    await source?.close();
  }
}

async function fill(
  folder: string,
  conversation: Conversation,
  formats: readonly ExportFormat[],
  { source, signal }: { source: FileHandle | undefined; signal: AbortSignal | undefined },
): Promise<Filled> {
  const audio = keptAudio(conversation);
  const files: WrittenFile[] = [];
  if (formats.includes('wav') && source) files.push(await copy(source, folder, signal));
  // The files travel together, so the JSON names the audio beside it.
  const audioPath = source ? FILE_NAMES.wav : undefined;
  if (formats.includes('json')) {
    files.push(await write(folder, 'json', jsonText(conversationJson(conversation, audioPath))));
  }
  if (formats.includes('txt')) {
    files.push(await write(folder, 'txt', transcriptText(conversation)));
  }
  const isMissing = formats.includes('wav') && audio !== undefined && !source;
  return { files, ...(isMissing ? { missing: gone(conversation, audio) } : {}) };
}

/** Undefined when there is no file that can be read. */
async function opened(path: string): Promise<FileHandle | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined || (await file.stat()).isFile()) return file;
  await file.close();
  return undefined;
}

/** Copies and hashes in one pass, so that the sum is of what was really read. */
async function copy(
  from: FileHandle,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<WrittenFile> {
  const name = FILE_NAMES.wav;
  const hash = createHash('sha256');
  let bytes = 0;
  await replaceFile(join(folder, name), async (temporary) => {
    const count = (length: number): void => void (bytes += length);
    await pipeline(
      from.createReadStream({ highWaterMark: 1024 * 1024, autoClose: false }),
      (chunks: AsyncIterable<Buffer>) => counted(chunks, hash, count),
      createWriteStream(temporary),
      { ...(signal ? { signal } : {}) },
    );
  });
  return { name, bytes, sha256: hash.digest('hex') };
}

async function* counted(
  chunks: AsyncIterable<Buffer>,
  hash: Hash,
  count: (length: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    count(chunk.byteLength);
    yield chunk;
  }
}

async function write(folder: string, format: ExportFormat, text: string): Promise<WrittenFile> {
  const name = FILE_NAMES[format];
  const bytes = Buffer.from(text);
  await replaceFile(join(folder, name), (temporary) => writeFile(temporary, bytes));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, bytes: bytes.byteLength, sha256 };
}

function gone({ title }: Conversation, path: string): ErrorData {
  return {
    code: 'not-found',
    message: `The recording of “${title}” is missing: ${path} is not there, or may not be opened.`,
    remedy: 'Put the file back and export again; the transcript is not affected.',
    details: { path },
  };
}
