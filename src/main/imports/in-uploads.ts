import { posix } from 'node:path';
import type { DocumentRecording } from '../../contract/conversation-document.ts';
import type { FoundDocument } from './found-document.ts';
import { mentionsKind } from './mentions-kind.ts';
import { missing } from './safe-path.ts';
import type { KeptUpload } from './uploads.ts';

/** The documents among files that were sent. Where one is a conversation, other JSON is passed over. */
export async function documentsAmong(uploads: readonly KeptUpload[]): Promise<FoundDocument[]> {
  const all = uploads
    .filter(({ name }) => /\.json$/iu.test(name))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const likely: KeptUpload[] = [];
  for (const upload of all) if (await mentionsKind(upload.path)) likely.push(upload);
  return (likely.length > 0 ? likely : all).map((document) => ({
    name: document.name,
    path: document.path,
    locate: async (recording) => soundAmong(uploads, document, recording),
  }));
}

/**
 * The file that a document names. Files that were chosen one by one lost their folders, and all are called
 * `conversation.wav`: what a file holds says best which it is.
 */
function soundAmong(
  uploads: readonly KeptUpload[],
  document: KeptUpload,
  { path, sha256, bytes }: DocumentRecording,
): string {
  const wanted = posix.join(posix.dirname(document.name), path.normalize('NFC'));
  const isIt = (one: KeptUpload) => one.sha256 === sha256.toLowerCase() && one.bytes === bytes;
  const isCalled = (one: KeptUpload) => one.name === wanted;
  const isLike = (one: KeptUpload) => posix.basename(one.name) === posix.basename(wanted);
  const found = uploads.find(isIt) ?? uploads.find(isCalled) ?? uploads.find(isLike);
  if (!found || found === document) throw missing(path);
  return found.path;
}
