import type { DocumentKind } from '../../contract/document-api.ts';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import { studio } from '../api/client.ts';
import { formatBytes } from '../format/index.ts';

/** What the contract's parseDocument takes, characters. */
const MAX_CHARACTERS = 1_000_000;

export interface ReadFiles<T> {
  read: { fileName: string; document: T }[];
  failed: { fileName: string; error: ErrorData }[];
}

/** Reads files as documents of a kind; each fails on its own. */
export async function readFiles<T>(
  kind: DocumentKind,
  files: readonly File[],
): Promise<ReadFiles<T>> {
  const result: ReadFiles<T> = { read: [], failed: [] };
  for (const file of files) {
    const fileName = file.name.slice(0, 300);
    try {
      result.read.push({ fileName, document: (await readOne(kind, file, fileName)) as T });
    } catch (error) {
      result.failed.push({ fileName, error: toErrorData(error) });
    }
  }
  return result;
}

async function readOne(kind: DocumentKind, file: File, fileName: string): Promise<unknown> {
  // UTF-8 has at most four bytes for a character: no need to read what is surely too long.
  const text = file.size > 4 * MAX_CHARACTERS ? undefined : await file.text();
  if (text === undefined || text.length > MAX_CHARACTERS) {
    throw new Error(`It is too large for a ${kind}: ${formatBytes(file.size)}.`);
  }
  return studio.parseDocument({ kind, text, fileName });
}

/** The reasons of a refusal, one line each. */
export function reasonsOf(error: ErrorData): string[] {
  const issues = error.details?.['issues'];
  const lines = Array.isArray(issues) ? issues.filter((each) => typeof each === 'string') : [];
  return lines.length > 0 ? lines.map(plainer) : [error.message];
}

/** "role: Invalid input: expected string, received undefined" → "role: is missing". */
function plainer(reason: string): string {
  return reason.replace(/Invalid input: expected \w+, received undefined$/, 'is missing');
}
