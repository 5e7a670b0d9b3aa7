import type { Conversation, Turn } from '../../../../src/contract/conversation.ts';

/** A text as every format is to show it at best: one line, valid, single blanks. Written without the code under test. */
export function oneLine(text: string): string {
  let line = '';
  for (const char of text.toWellFormed()) {
    const code = char.codePointAt(0)!;
    if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) continue;
    const control = code < 0x20 || (code >= 0x7f && code <= 0x9f);
    line += control || char.trim() === '' ? ' ' : char;
  }
  return line
    .split(' ')
    .filter((part) => part !== '')
    .join(' ');
}

/** Without any blanks: for formats that put some in. */
export const squeezed = (text: string): string => text.replaceAll(' ', '');

/** What no format may lose of a text. */
export function lettersOf(text: string): string {
  return oneLine(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** ms as a table may show it. */
export function shown(ms: number): number {
  if (!(ms > 0)) return 0;
  return ms > 1e12 ? 1e12 : Math.round(ms);
}

/** A turn's times in ms: at least `least` long. */
export function times({ startMs, endMs }: Pick<Turn, 'startMs' | 'endMs'>, least: number) {
  const start = shown(startMs);
  return { startMs: start, endMs: Math.max(start + least, shown(endMs)) };
}

/** The turns in which something is said. */
export function spokenTurns({ turns }: Conversation): Turn[] {
  return turns.filter(({ text }) => oneLine(text) !== '');
}

/** To compare what has no order: as sorted JSON. */
export function unordered(items: unknown[]): string[] {
  return items.map((item) => JSON.stringify(item)).sort();
}

export function isSorted(numbers: number[]): boolean {
  return numbers.every((number, index) => index === 0 || numbers[index - 1]! <= number);
}

/** ms of decimal seconds. */
export function msOf(seconds: string): number {
  if (!/^\d+\.\d{3}$/u.test(seconds)) throw new Error(`Not seconds: ${seconds}`);
  return Number(seconds.replace('.', ''));
}
