import { create as contentDisposition } from 'content-disposition';
import { StudioError } from '../contract/errors.ts';
import type { Conversation, Recording } from '../contract/conversation.ts';
import type { StudioApi } from '../contract/studio-api.ts';
import { fileResponse, notFound } from './file-response.ts';

const AUDIO_PATH = /^\/media\/([^/]{1,400})\/audio$/u;

const TYPES: Record<Recording['format'], string> = {
  wav: 'audio/wav',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
};

export function isMediaPath(pathname: string): boolean {
  return pathname.startsWith('/media/');
}

/**
 * `/media/<conversation id>/audio`: the studio's own recording of a conversation, with byte ranges; with
 * `?kind=stems` its clean stems, with `?download=1` as a file to keep. What the library doesn't name is 404: no path ever comes from the page.
 */
export async function mediaResponse(
  studio: Pick<StudioApi, 'getConversation'>,
  request: Request,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const conversation = await conversationOf(studio, AUDIO_PATH.exec(pathname)?.[1]);
  const wanted: Recording['kind'] = searchParams.get('kind') === 'stems' ? 'stems' : 'local';
  const recording = conversation?.recordings.find(({ kind }) => kind === wanted);
  if (conversation === undefined || recording === undefined) return notFound();
  const headers: Record<string, string> = {
    'content-type': TYPES[recording.format],
    'cache-control': 'private, no-cache',
  };
  if (searchParams.get('download') === '1') {
    headers['content-disposition'] = contentDisposition(downloadName(conversation, recording));
  }
  return fileResponse(request, { path: recording.path, headers, etag: `"${recording.sha256}"` });
}

async function conversationOf(
  studio: Pick<StudioApi, 'getConversation'>,
  encodedId: string | undefined,
): Promise<Conversation | undefined> {
  const id = encodedId === undefined ? undefined : decoded(encodedId);
  if (id === undefined) return undefined;
  try {
    return await studio.getConversation(id);
  } catch (thrown) {
    if (thrown instanceof StudioError) return undefined;
    throw thrown;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** A name that every file system takes: letters, digits, spaces and hyphens, and the day. */
export function downloadName(
  { title, createdAt }: Pick<Conversation, 'title' | 'createdAt'>,
  { format, kind }: Pick<Recording, 'format' | 'kind'>,
): string {
  const words = title
    .slice(0, 80)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const what = kind === 'stems' ? ' stems' : '';
  return `${words || 'Conversation'} ${createdAt.slice(0, 10)}${what}.${format}`;
}
