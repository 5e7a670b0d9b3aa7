import type { Conversation } from '../../../contract/conversation.ts';
import { plainLine } from './plain.ts';
import { speakerNames } from './speakers.ts';
import type { TextWriter } from './text-format.ts';
import { timedTurns } from './timed.ts';
import { seconds, wholeMs } from './times.ts';

const COLUMNS = [
  ...['start', 'end', 'side', 'speaker', 'text', 'intended', 'heard'],
  ...['interrupted', 'gap', 'id'],
];

/**
 * One row per turn, by RFC 4180, UTF-8 without a byte order mark. Times are seconds. What a spreadsheet
 * would take for a formula begins with an apostrophe.
 */
export const csvWriter: TextWriter = {
  title: 'CSV',
  about: 'A table for spreadsheets and data frames: a row per turn, times in seconds.',
  names: ({ recordingId }) => [`${recordingId}.csv`],
  write(conversation, { recordingId }) {
    const rows = [COLUMNS, ...turnRows(conversation)];
    const text = rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
    return [{ name: `${recordingId}.csv`, text }];
  },
};

function turnRows(conversation: Conversation): string[][] {
  const names = speakerNames(conversation);
  return timedTurns(conversation).map(({ turn, startMs, endMs }) => [
    ...[seconds(startMs), seconds(endMs), turn.side, harmless(names[turn.side])],
    ...[harmless(turn.text), harmless(turn.intended), harmless(turn.heard ?? '')],
    ...[String(turn.interrupted), signedSeconds(turn.gapMs), harmless(turn.id)],
  ]);
}

/** A gap may be negative: an overlap. */
function signedSeconds(ms: number | null): string {
  if (ms === null) return '';
  return ms < 0 ? `-${seconds(wholeMs(-ms))}` : seconds(wholeMs(ms));
}

/**
 * Cells that begin with these (in any width) are formulas to spreadsheets; the apostrophe makes them text.
 * One that has an apostrophe there already gets another, so that it can be taken off again.
 * Source: OWASP, CSV injection.
 */
function harmless(text: string): string {
  return plainLine(text).replace(/^(?='*[=+\-@＝＋－＠])/u, "'");
}

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
