import type { Side } from '../../../../contract/side.ts';
import type { Environment, TextStream } from '../io.ts';

type Style = (text: string) => string;

/** The few styles of the terminal output. Without colour each returns its text unchanged. */
export interface Palette extends Record<Side, Style> {
  bold: Style;
  dim: Style;
  good: Style;
  warn: Style;
  bad: Style;
  /** Words that were cut off. */
  struck: Style;
  coloured: boolean;
}

const plain: Style = (text) => text;

function sgr(open: string, close: number): Style {
  return (text) => (text === '' ? '' : `\u001B[${open}m${text}\u001B[${close}m`);
}

export const PLAIN: Palette = {
  a: plain,
  b: plain,
  bold: plain,
  dim: plain,
  good: plain,
  warn: plain,
  bad: plain,
  struck: plain,
  coloured: false,
};

/** @param depth bits of colour as `tty.WriteStream.getColorDepth` counts them: 1, 4, 8 or 24. */
export function paletteFor(depth: number): Palette {
  if (depth <= 1) return PLAIN;
  const rich = depth >= 8;
  return {
    // Side a is orange, side b is blue; sixteen colours have no orange.
    a: sgr(rich ? '38;5;208' : '33', 39),
    b: sgr(rich ? '38;5;75' : '94', 39),
    bold: sgr('1', 22),
    dim: sgr('2', 22),
    good: sgr('32', 39),
    warn: sgr('33', 39),
    bad: sgr('31', 39),
    struck: (text) => sgr('2', 22)(sgr('9', 29)(text)),
    coloured: true,
  };
}

/** How many bits of colour to use on a stream: NO_COLOR (no-color.org), --no-color, FORCE_COLOR, TTY. */
export function colourDepth(stream: TextStream, env: Environment, wanted: boolean): number {
  if (!wanted || env['NO_COLOR']) return 1;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '0' && forced !== 'false') {
    return forced === '2' || forced === '3' ? 8 : 4;
  }
  if (forced !== undefined || stream.isTTY !== true) return 1;
  return stream.getColorDepth?.(env) ?? 4;
}
