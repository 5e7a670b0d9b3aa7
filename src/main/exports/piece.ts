import type { LoggedConversation } from '../../contract/conversation-document.ts';
import { describeAugment, type ResolvedAugment } from '../audio/augment/resolve.ts';
import type { ConversationFiles, WrittenFile } from './conversation-files.ts';
import { audioMs, type DatasetAudio } from './datasets/dataset.ts';
import type { Entry } from './order.ts';
import type { Shortfall } from './shortfall.ts';

/** What became of one conversation: all that tables and manifest say of it. */
export interface Piece {
  id: string;
  part: Entry['part'];
  /** Paths are relative to the export. */
  files: { path: string; bytes: number; sha256: string }[];
  /** Lines for the tables, by their paths relative to the export. */
  rows: Record<string, string[]>;
  /** Its place in the manifest; null: nothing was written. */
  about: object | null;
  /** Of the audio, ms; 0 without. */
  durationMs: number;
  languages: string[];
  shortfalls: Shortfall[];
}

/** A conversation of which nothing was written. */
export function emptyPiece(
  { id, part }: Pick<Entry, 'id' | 'part'>,
  shortfalls: Shortfall[],
): Piece {
  return {
    ...{ id, part, files: [], rows: {}, about: null, durationMs: 0, languages: [] },
    shortfalls,
  };
}

/** A file of a folder, relative to the export. */
export function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

export interface Made {
  made: ConversationFiles;
  entry: Entry;
  files: readonly WrittenFile[];
  rows: Piece['rows'];
  augment: ResolvedAugment | null;
}

/** What was written, for tables and manifest. */
export function pieceOf({ made, entry, files, rows, augment }: Made): Piece {
  const { id, part, folder } = entry;
  const { conversation, audio } = made;
  const placed = files.map(({ name, ...rest }) => ({ path: pathIn(folder, name), ...rest }));
  return {
    ...{ id, part, files: placed, rows },
    about: aboutOf(conversation, { entry, audio, augment, placed }),
    durationMs: audio ? audioMs(audio) : 0,
    languages: languagesOf(conversation),
    shortfalls: made.shortfalls.map((shortfall) => ({ id, ...shortfall })),
  };
}

function aboutOf(
  { title, createdAt, durationMs, config, turns }: LoggedConversation,
  more: {
    entry: Entry;
    audio: DatasetAudio | null;
    augment: ResolvedAugment | null;
    placed: Piece['files'];
  },
) {
  const { entry, audio, augment, placed } = more;
  const { id, part, folder } = entry;
  const words = turns.flatMap((turn) => turn.words);
  const estimated = words.filter(({ origin }) => origin === 'estimated').length;
  return {
    ...{ id, title, createdAt, durationMs },
    ...(part === 'all' ? {} : { part }),
    folder,
    ...(audio ? { audio: audioAbout(audio) } : {}),
    ...(augment && audio ? { augment: describeAugment(augment) } : {}),
    words: { count: words.length, estimated },
    files: placed,
    config,
  };
}

/** Which side is where: the field knows no common order of channels. */
function audioAbout({ sides, sampleRate, samples }: DatasetAudio) {
  const { a, b } = sides;
  return {
    ...{ sampleRate, samples },
    sides: { a: { file: a.path, channel: a.channel }, b: { file: b.path, channel: b.channel } },
  };
}

/** Without regions: `en-GB` is English. */
function languagesOf({ config: { scenario, personas } }: LoggedConversation): string[] {
  const all = [scenario.language, personas.a.language, personas.b.language];
  return [...new Set(all.map((tag) => tag.split('-')[0]?.toLowerCase() ?? tag))];
}
