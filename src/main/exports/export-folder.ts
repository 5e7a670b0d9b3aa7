import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Conversation } from '../../contract/conversation.ts';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import type { ExportFormat } from '../../contract/export-api.ts';
import { writeFailure } from './files.ts';
import { fillFolder, type Filled } from './fill-folder.ts';
import { folderName, freeName } from './names.ts';

export interface ExportedConversation extends Filled {
  /** Name of its folder; undefined: there was nothing to write. */
  folder: string | undefined;
}

/**
 * Writes a conversation into a folder of its own, which appears when it is whole.
 *
 * @param conversation its recordings have absolute paths
 * @throws as `fillFolder`; nothing of this conversation is left then
 */
export async function exportFolder(
  directory: string,
  conversation: Conversation,
  formats: readonly ExportFormat[],
  signal: AbortSignal,
): Promise<ExportedConversation> {
  const wanted = folderName(conversation);
  const temporary = join(directory, `.${wanted}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    await mkdir(temporary);
    const filled = await fillFolder(temporary, conversation, formats, signal);
    if (filled.files.length === 0) {
      return { folder: undefined, files: [], missing: filled.missing ?? nothing(conversation) };
    }
    const folder = await freeName(directory, wanted);
    await rename(temporary, join(directory, folder));
    return { ...filled, folder };
  } catch (thrown) {
    signal.throwIfAborted();
    // Named by its folder: the temporary one means nothing to a person.
    throw writeFailure(join(directory, wanted), reasonOf(thrown));
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** What the file system said. */
function reasonOf(thrown: unknown): unknown {
  return thrown instanceof StudioError ? (thrown.cause ?? thrown) : thrown;
}

function nothing({ title }: Conversation): ErrorData {
  return {
    code: 'not-found',
    message: `“${title}” has no recording, so there is nothing to write of it.`,
    remedy: 'Export it as JSON or text.',
  };
}
