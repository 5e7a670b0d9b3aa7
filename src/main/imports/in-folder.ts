import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { StudioError } from '../../contract/errors.ts';
import { absolute } from '../exports/place.ts';
import type { FoundDocument } from './found-document.ts';
import { mentionsKind } from './mentions-kind.ts';
import { fileBelow } from './safe-path.ts';

/** Deeper folders are not looked into; exports are two deep. */
const MOST_DEEP = 16;
/** Somebody chose a whole disk. */
const MOST_ENTRIES = 1_000_000;

/** A path that is there, as it was named. */
export interface NamedPlace {
  /** Absolute, without links. */
  path: string;
  isFolder: boolean;
}

/** @throws StudioError `invalid-input` for a path that is not whole, `not-found` */
export async function namedPlace(given: string): Promise<NamedPlace> {
  const wanted = absolute(given);
  try {
    const path = await realpath(wanted);
    return { path, isFolder: (await stat(path)).isDirectory() };
  } catch (cause) {
    throw nothingAt(wanted, cause);
  }
}

/** The document itself, or all of a folder and its folders, in the order of their names. Links are not followed. */
export async function* documentsAt({ path, isFolder }: NamedPlace): AsyncGenerator<FoundDocument> {
  if (!isFolder) {
    yield documentOf(path, basename(path));
    return;
  }
  const count = { entries: 0 };
  for await (const file of jsonFiles(path, path, 0, count)) {
    const name = relative(path, file).split(sep).join('/');
    if (await mentionsKind(file)) yield documentOf(file, name);
  }
}

async function* jsonFiles(
  root: string,
  folder: string,
  depth: number,
  count: { entries: number },
): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((thrown: unknown) => {
    // What may not be looked into below holds nothing for us.
    if (folder === root) throw nothingAt(folder, thrown);
    return [];
  });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    count.entries += 1;
    if (count.entries > MOST_ENTRIES) throw tooMuch(root);
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isFile() && /\.json$/iu.test(entry.name)) yield path;
    if (entry.isDirectory() && depth < MOST_DEEP) yield* jsonFiles(root, path, depth + 1, count);
  }
}

function documentOf(path: string, name: string): FoundDocument {
  return { name, path, locate: (recording) => fileBelow(dirname(path), recording.path) };
}

/** There is no conversation to import. */
export function noneFound(where: string): StudioError {
  return new StudioError({
    code: 'not-found',
    message: `There is no conversation in ${where}.`,
    remedy:
      'Choose a folder that Duologue exported with JSON in it, or one of its conversation.json files.',
  });
}

function nothingAt(path: string, cause: unknown): StudioError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const isThere = code !== 'ENOENT' && code !== 'ENOTDIR';
  return new StudioError(
    {
      code: 'not-found',
      message: isThere ? `${path} can’t be read (${code}).` : `There is nothing at ${path}.`,
      remedy: 'Check the path, and that it may be read.',
    },
    { cause },
  );
}

function tooMuch(root: string): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `${root} holds more than a million files.`,
    remedy: 'Choose the folder of the export itself.',
  });
}
