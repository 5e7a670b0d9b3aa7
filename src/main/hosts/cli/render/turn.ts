import type { Turn } from '../../../../contract/conversation.ts';
import { inert, isolate } from './inert.ts';
import { fit, hang, pad, padStart, widthOf, wrap } from './layout.ts';
import type { Palette } from './palette.ts';
import { clock, gapMark } from './time.ts';

export interface TurnLayout {
  /** Columns of the screen; `Infinity` where it is no screen: one line per turn. */
  width: number;
  palette: Palette;
  /** Columns kept for the names. */
  nameWidth: number;
  /** Stands before every line, for instance the number of the conversation. */
  prefix: string;
}

/** Below this many columns the text gets lines of its own. */
const NARROW = 64;
const CLOCK_WIDTH = 7;
const GAP_WIDTH = 8;
/** Of what was never said, only a taste is shown. */
const CUT_WIDTH = 48;

/** One turn as text: time of the recording, gap, name, words; what was cut off is struck. */
export function renderTurn(turn: Turn, layout: TurnLayout): string {
  const { palette, width, nameWidth } = layout;
  const time = palette.dim(padStart(clock(turn.startMs), CLOCK_WIDTH));
  const gap = palette.dim(padStart(turn.gapMs === null ? '' : gapMark(turn.gapMs), GAP_WIDTH));
  const name = palette[turn.side](palette.bold(isolate(inert(turn.speaker))));
  const words = spokenText(turn, palette);
  const inner = width - widthOf(layout.prefix);
  const text =
    inner < NARROW
      ? [`${time} ${gap}  ${name}`, ...wrap(words, inner - 2).map((line) => `  ${line}`)].join('\n')
      : hang(`${time} ${gap}  ${pad(name, nameWidth)}  `, words, inner);
  return text
    .split('\n')
    .map((line) => layout.prefix + line.trimEnd())
    .join('\n');
}

/** The audible words; after an interruption a mark, and struck what was not said any more. */
export function spokenText(turn: Turn, palette: Palette): string {
  const said = isolate(inert(turn.text));
  if (!turn.interrupted) return said;
  const cut = isolate(fit(unspoken(turn), CUT_WIDTH));
  const audible = said.replace(/[\s,;:—–-]+$/u, '');
  if (cut === '') return `${audible}— ${palette.dim('[cut off]')}`;
  // Each word carries its own style, so that wrapping can't tear one.
  if (palette.coloured) return `${audible}— ${cut.split(' ').map(palette.struck).join(' ')}`;
  return `${audible}— [cut off: ${cut}]`;
}

/** What an interrupted side still meant to say; empty where it can't be told apart. */
export function unspoken(turn: Pick<Turn, 'text' | 'intended'>): string {
  const said = words(turn.text);
  const intended = words(turn.intended);
  const same = said.every((word, at) => bare(word) === bare(intended[at] ?? ''));
  return same ? intended.slice(said.length).join(' ') : '';
}

function words(text: string): string[] {
  return inert(text)
    .split(' ')
    .filter((word) => bare(word) !== '');
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
