import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { SIDES, type PerSide } from '../../contract/side.ts';

/** Characters of a part of a name; with two speakers the whole stays far below 255 bytes in any script. */
const MOST_TITLE = 32;
const MOST_SPEAKER = 16;
/** Of an id: its end, because ids of one time begin alike. */
const ID_LENGTH = 8;

export interface Named {
  id: string;
  title: string;
  /** ISO 8601. */
  createdAt: string;
  speakers: PerSide<string>;
}

/**
 * The folder of an exported conversation: `2026-11-23-late-parcel-maya-ortiz-tom-becker-1a2b3c4d`. Only
 * letters, digits and hyphens, whatever titles and names hold; it begins with a digit or `undated`, so it
 * is no reserved name and no option.
 */
export function folderName({ id, title, createdAt, speakers: names }: Named): string {
  const day = /^\d{4}-\d{2}-\d{2}(?=T|$)/.exec(createdAt)?.[0] ?? 'undated';
  const speakers = SIDES.map((side) => plain(names[side], MOST_SPEAKER));
  const short = plain(id.slice(-ID_LENGTH), ID_LENGTH);
  return [day, plain(title, MOST_TITLE), ...speakers, short]
    .filter((part) => part !== '')
    .join('-');
}

/** Lower-case letters and digits of any script, joined by hyphens, at most so many characters. */
function plain(text: string, most: number): string {
  const joined = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return Array.from(joined)
    .slice(0, most)
    .join('')
    .replace(/^-+|-+$/g, '');
}

/**
 * A name in a directory that nothing has yet: `name`, else `name-2` and so on. What is there, be it a link
 * into nowhere, is never replaced.
 *
 * @param ending kept at the end: `.json`
 */
export async function freeName(directory: string, name: string, ending = ''): Promise<string> {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? `${name}${ending}` : `${name}-${count}${ending}`;
    const isTaken = await lstat(join(directory, candidate)).then(
      () => true,
      () => false,
    );
    if (!isTaken) return candidate;
  }
}

/**
 * What a conversation is called in tables, and its files in a folder that it shares with others: its id, or
 * where that is no plain word (imported ones may have any) what can be read of it with a checksum.
 */
export function recordingName(id: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(id)) return id;
  const sum = createHash('sha256').update(id).digest('hex').slice(0, 12);
  return [id.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 40), sum]
    .map((part) => part.replace(/^-+|-+$/g, ''))
    .filter((part) => part !== '')
    .join('-');
}

/** The range of a clip in a name: `-12500-31000ms`. */
export function rangeSuffix({ fromMs, toMs }: { fromMs: number; toMs: number }): string {
  return `-${Math.round(fromMs)}-${Math.round(toMs)}ms`;
}
