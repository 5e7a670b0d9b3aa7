import { open } from 'node:fs/promises';
import { z } from 'zod';
import {
  conversationDocumentSchema,
  type ConversationDocument,
} from '../../contract/conversation-document.ts';
import { StudioError } from '../../contract/errors.ts';
import { checkDocument } from './check-document.ts';
import { jsonFault } from './json-fault.ts';
import { MOST_DOCUMENT_BYTES } from './mentions-kind.ts';
import { recognise } from './recognise.ts';

/**
 * Reads a conversation that was exported.
 * @throws StudioError `invalid-input` that says what is wrong and where, `not-found` when it can't be read
 */
export async function readDocument(path: string): Promise<ConversationDocument> {
  return parseDocument(await textOf(path));
}

/** @throws StudioError `invalid-input` */
export function parseDocument(text: string): ConversationDocument {
  const json = parsed(text.replace(/^\uFEFF/u, ''));
  recognise(json);
  const result = conversationDocumentSchema.safeParse(json);
  if (!result.success) throw notValid(result.error);
  checkDocument(result.data);
  // As they stand, down to the order of their fields: what is kept as JSON comes out as it went in.
  const { error, egress } = json as Pick<ConversationDocument, 'error' | 'egress'>;
  return { ...result.data, error, egress };
}

async function textOf(path: string): Promise<string> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(cause);
  });
  try {
    if ((await file.stat()).size > MOST_DOCUMENT_BYTES) throw tooLarge();
    return await file.readFile('utf8');
  } catch (thrown) {
    throw thrown instanceof StudioError ? thrown : unreadable(thrown);
  } finally {
    await file.close();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw noJson(text, cause);
  }
}

function noJson(text: string, cause: unknown): StudioError {
  return new StudioError(
    {
      code: 'invalid-input',
      message: text.trim() === '' ? 'It is empty.' : faultOf(text),
      remedy: 'Mend it, or export the conversation again.',
    },
    { cause },
  );
}

function faultOf(text: string): string {
  const fault = jsonFault(text);
  if (fault?.kind === 'cut') return 'It ends in the middle: it was not written or copied whole.';
  return `It is no valid JSON${fault?.line === undefined ? '' : `: see line ${fault.line}`}.`;
}

function notValid({ issues }: z.ZodError): StudioError {
  const [first] = issues;
  const path = first ? z.core.toDotPath(first.path) : '';
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more like it)` : '';
  return new StudioError({
    code: 'invalid-input',
    message: `It is not as a conversation should be: ${path}: ${first?.message ?? 'unknown'}${more}.`,
    remedy: 'Mend what is named, or export the conversation again.',
    details: { paths: issues.slice(0, 5).map((issue) => z.core.toDotPath(issue.path)) },
  });
}

function tooLarge(): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `It is larger than ${MOST_DOCUMENT_BYTES / 2 ** 20} MiB.`,
    remedy: 'No conversation is that long: look at what the file holds.',
  });
}

function unreadable(cause: unknown): StudioError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return new StudioError(
    {
      code: 'not-found',
      message: `It can’t be read (${reason}).`,
      remedy: 'Check that the file is there and may be read.',
    },
    { cause },
  );
}
