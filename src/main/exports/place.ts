import { readdir } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { StudioError } from '../../contract/errors.ts';
import type { DatasetKind } from '../../contract/export-api.ts';
import { prepareDirectory } from './files.ts';
import { hasJournal } from './journal.ts';
import { freeName } from './names.ts';

export interface PlaceOptions {
  kind: DatasetKind;
  /** The user's folder for downloads; absolute. */
  downloads: () => string | Promise<string>;
  now: Date;
}

export interface Place {
  /** Absolute. */
  directory: string;
  /** The folders that were made for it, the outermost first. */
  made: string[];
}

/** What file managers leave behind. */
const LITTER = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/**
 * The folder of an export, made when it is missing. Plain exports go beside what is there; tables would mix with
 * it, so a dataset needs a folder of its own.
 *
 * @param wanted without it: a new folder in the downloads
 * @throws StudioError `invalid-input` or `disk-full` when nothing can be written there, `conflict` when something
 *   is there
 */
export async function placeFor(
  wanted: string | undefined,
  { kind, downloads, now }: PlaceOptions,
): Promise<Place> {
  const directory =
    wanted === undefined ? await newFolder(await downloads(), now) : absolute(wanted);
  const made = await prepareDirectory(directory);
  if (await hasJournal(directory)) throw unfinished(directory);
  const there = (await readdir(directory)).filter((name) => !LITTER.has(name));
  if (kind !== 'plain' && there.length > 0) throw occupied(directory);
  return { directory, made };
}

/** Throws `invalid-input` for a path that is not whole. */
export function absolute(directory: string): string {
  if (isAbsolute(directory)) return resolve(directory);
  throw new StudioError({
    code: 'invalid-input',
    message: `“${directory}” is not a whole path.`,
    remedy: 'Name the folder from the root on.',
  });
}

async function newFolder(downloads: string, now: Date): Promise<string> {
  return join(downloads, await freeName(downloads, `Duologue ${localStamp(now)}`));
}

/** `2026-11-23 14.20.05`, this computer's time: a name that every file system takes. */
function localStamp(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('.');
  return `${day} ${time}`;
}

function unfinished(directory: string): StudioError {
  return new StudioError({
    code: 'conflict',
    message: `An unfinished export lies in ${directory}.`,
    remedy: 'Go on with it, or choose another folder.',
    details: { directory, unfinished: true },
  });
}

function occupied(directory: string): StudioError {
  return new StudioError({
    code: 'conflict',
    message: `${directory} is not empty, and the tables of a dataset speak for the whole folder.`,
    remedy: 'Choose an empty folder, or a new one.',
    details: { directory },
  });
}
