import { join } from 'node:path';
import type { ExportOptions } from '../../contract/export-api.ts';
import { outputRate } from '../audio/names.ts';
import { datasetCard, type CardFigures } from './datasets/card.ts';
import type { Journal } from './journal.ts';
import { manifestText, type OwnFile } from './manifest.ts';
import type { ExportOrder } from './order.ts';
import type { Piece } from './piece.ts';
import type { Shortfall } from './shortfall.ts';
import { writeLongText } from './write-text.ts';

const PARTS = ['train', 'valid', 'test', 'all'] as const;

/** What an export holds, told from its pieces. */
interface Contents extends CardFigures {
  /** Relative to the export, in the order in which they were named. */
  tables: string[];
  /** Conversations of which something was written. */
  written: number;
  shortfalls: Shortfall[];
}

export interface Assembled extends Pick<Contents, 'written' | 'shortfalls'> {
  /** Tables, card, and the manifest, which is written last. */
  files: OwnFile[];
}

/**
 * Writes what is made of all conversations together. Reads the list of what is done once for each file, so that
 * a single conversation is held at a time.
 */
export async function assemble(journal: Journal, signal: AbortSignal): Promise<Assembled> {
  const { directory, order } = journal;
  const contents = await contentsOf(journal);
  const files: OwnFile[] = [];
  const write = async (path: string, pieces: AsyncIterable<string>): Promise<void> => {
    signal.throwIfAborted();
    const stopping = unlessAborted(pieces, signal);
    files.push({ path, ...(await writeLongText(join(directory, path), stopping)) });
  };
  for (const table of contents.tables) await write(table, linesOf(journal, table));
  const card = cardOf(order, contents);
  if (card !== null) await write('README.md', textOf(card));
  const shortfalls = [...order.leftOut, ...contents.shortfalls];
  const own = [...files];
  const pieces = journal.pieces();
  await write(order.manifest, manifestText({ order, files: own, pieces, shortfalls }));
  return { files, shortfalls, written: contents.written };
}

async function contentsOf(journal: Journal): Promise<Contents> {
  const tables = new Set<string>();
  const languages = new Set<string>();
  const shortfalls: Shortfall[] = [];
  const figures = new Map(PARTS.map((part) => [part, { part, conversations: 0, durationMs: 0 }]));
  let written = 0;
  for await (const piece of journal.pieces()) {
    shortfalls.push(...piece.shortfalls);
    if (piece.about === null) continue;
    written += 1;
    count(figures.get(piece.part), piece);
    for (const table of Object.keys(piece.rows)) tables.add(table);
    for (const language of piece.languages) languages.add(language);
  }
  const parts = [...figures.values()].filter(({ conversations }) => conversations > 0);
  return { tables: [...tables], languages: [...languages].sort(), parts, written, shortfalls };
}

function count(figure: CardFigures['parts'][number] | undefined, { durationMs }: Piece): void {
  if (!figure) return;
  figure.conversations += 1;
  figure.durationMs += durationMs;
}

async function* linesOf(journal: Journal, table: string): AsyncGenerator<string> {
  for await (const { rows } of journal.pieces()) {
    for (const line of rows[table] ?? []) yield `${line}\n`;
  }
}

function cardOf({ options, appVersion }: ExportOrder, contents: Contents): string | null {
  const { dataset, audio, augment } = options;
  if (dataset.kind === 'plain' || audio === null || contents.parts.length === 0) return null;
  const { parts, languages } = contents;
  const sampleRate = outputRate(audio, augment);
  const facts = { dataset, audio, appVersion, sampleRate, augmented: augmentedBy(options) };
  return datasetCard({ ...facts, parts, languages });
}

/** In words: what each conversation got in numbers stands in the manifest. */
function augmentedBy({ augment }: ExportOptions): string | null {
  if (augment === null) return null;
  const { reverb, levelDb, noise, telephone, packetLoss } = augment;
  const words = [
    ...(reverb === null ? [] : ['reverb']),
    ...(levelDb === null ? [] : ['level']),
    ...(noise === null ? [] : [`${noise.kind === 'file' ? 'recorded' : noise.kind} noise`]),
    ...(telephone ? ['telephone band'] : []),
    ...(packetLoss === null ? [] : ['packet loss']),
  ];
  return words.length === 0 ? null : words.join(', ');
}

async function* textOf(text: string): AsyncGenerator<string> {
  yield text;
}

async function* unlessAborted(
  pieces: AsyncIterable<string>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    yield piece;
  }
}
