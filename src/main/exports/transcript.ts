import type { Conversation, Turn } from '../../contract/conversation.ts';
import { otherSide, SIDES } from '../../contract/side.ts';

const CHANNELS = { a: 'left channel', b: 'right channel' } as const;

/** A conversation for reading: who, when, what was audible, where it was cut, what was heard otherwise. */
export function transcriptText(conversation: Conversation): string {
  const { title, createdAt, durationMs, status, endMessage, config, turns } = conversation;
  const speakers = SIDES.map((side) => {
    const { name, role } = config.personas[side];
    return `${line(name)} (${line(role)}), ${CHANNELS[side]}`;
  });
  const ending = endMessage === null ? status : `${status}: ${line(endMessage)}`;
  return [
    line(title),
    `${createdAt.slice(0, 16).replace('T', ' ')} UTC, ${clock(durationMs)}, ${ending}`,
    ...speakers,
    '',
    ...turns.flatMap((turn) => turnLines(turn, config)),
    '',
  ].join('\n');
}

function turnLines(turn: Turn, { personas }: Conversation['config']): string[] {
  const { startMs, endMs, speaker, text, intended, heard, interrupted, side } = turn;
  const place = `[${clock(startMs)} – ${clock(endMs)}]`;
  const said = `${place} ${line(speaker)}: ${line(text)}${interrupted ? ' — [interrupted]' : ''}`;
  const cut = interrupted && !sameWords(text, intended);
  const listener = line(personas[otherSide(side)].name);
  return [
    said,
    ...(cut ? [`    meant to say: ${line(intended)}`] : []),
    ...(heard !== null && !sameWords(text, heard) ? [`    ${listener} heard: ${line(heard)}`] : []),
  ];
}

function sameWords(one: string, other: string): boolean {
  return words(one) === words(other);
}

function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** One line of harmless text, whatever a model or a persona wrote. */
function line(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\s]+/gu, ' ')
    .trim();
}

/** Place on the recording: `0:05.2`, `1:02:03.4`. */
function clock(ms: number): string {
  const tenths = Math.max(0, Math.round(ms / 100));
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const seconds = `${two((tenths / 10) % 60)}.${tenths % 10}`;
  const minutes = Math.floor(tenths / 600);
  if (minutes < 60) return `${minutes}:${seconds}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${seconds}`;
}
