/* Small readers of the formats, by their definitions; they share nothing with the writers. */

export interface Cue {
  startMs: number;
  endMs: number;
  /** As it stands there. */
  text: string;
}

function cueTimes(line: string, point: string): { startMs: number; endMs: number } {
  const [startMs, endMs, ...more] = line.split(' --> ').map((stamp) => stampMs(stamp, point));
  if (endMs === undefined || more.length > 0) throw new Error(`Not the times of a cue: ${line}`);
  return { startMs: startMs!, endMs };
}

function stampMs(stamp: string, point: string): number {
  const parts = /^(\d{2,}):([0-5]\d):([0-5]\d)(.)(\d{3})$/u.exec(stamp);
  if (parts?.[4] !== point) throw new Error(`Not a time: ${stamp}`);
  const [hours, minutes, seconds, , ms] = parts.slice(1).map(Number);
  return ((hours! * 60 + minutes!) * 60 + seconds!) * 1000 + ms!;
}

/** W3C WebVTT: blocks parted by blank lines; the first is the header, `NOTE` ones are comments. */
export function readVtt(text: string): Cue[] {
  const [header, ...blocks] = text.replace(/\n$/u, '').split('\n\n');
  if (header !== 'WEBVTT') throw new Error('No header.');
  return blocks
    .filter((block) => {
      const comment = block.startsWith('NOTE\n');
      if (comment && block.includes('-->')) throw new Error('An arrow in a comment.');
      return !comment;
    })
    .map((block, index) => {
      const [id, timing, payload, ...more] = block.split('\n');
      if (id !== String(index + 1) || more.length > 0) throw new Error(`Not a cue: ${block}`);
      const voice = /^<v ([^<>]+)>([^<>]*)<\/v>$/u.exec(payload!);
      if (voice === null) throw new Error(`No voice: ${payload}`);
      return { ...cueTimes(timing!, '.'), text: unescaped(voice[2]!) };
    });
}

function unescaped(text: string): string {
  if (/&(?!amp;|lt;|gt;)/u.test(text)) throw new Error(`A bare ampersand: ${text}`);
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** SubRip: number, times, text up to the blank line. */
export function readSrt(text: string): Cue[] {
  if (text === '') return [];
  return text
    .replace(/\n$/u, '')
    .split('\n\n')
    .map((block, index) => {
      const [number, timing, line, ...more] = block.replace(/\n$/u, '').split('\n');
      if (number !== String(index + 1) || more.length > 0) throw new Error(`Not one: ${block}`);
      if (line!.includes('-->')) throw new Error(`An arrow: ${line}`);
      return { ...cueTimes(timing!, ','), text: line! };
    });
}

/** RFC 4180. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text;
  while (rest !== '') {
    const cell = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/u.exec(rest);
    if (cell === null) throw new Error(`Not a cell: ${rest.slice(0, 40)}`);
    row.push(cell[1]?.replaceAll('""', '"') ?? cell[2]!);
    if (cell[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    rest = rest.slice(cell[0].length);
  }
  return rows;
}

/** Lines that all end with a line feed. */
export function readLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Error('The last line does not end.');
  return lines;
}

/** Tables parted by blanks: what `split` gives most tools, any blank counting. */
export function readFields(text: string): string[][] {
  return readLines(text).map((line) => line.split(/[\s\p{Cc}]+/u));
}

export interface TierRead {
  name: string;
  intervals: { xmin: string; xmax: string; text: string }[];
}

/** Praat's text files: after the header only numbers, `<flags>` and quoted texts count. */
export function readTextGrid(text: string): { xmax: string; tiers: TierRead[] } {
  const tokens = [
    ...text.matchAll(/"((?:[^"]|"")*)"|<exists>|(?<=[=:] ?)\d+(?:\.\d+)?(?=\n)/gu),
  ].map(([whole, quoted]) => quoted?.replaceAll('""', '"') ?? whole);
  let at = 0;
  const next = (): string => {
    const token = tokens[at++];
    if (token === undefined) throw new Error('It ends too early.');
    return token;
  };
  const [type, kind, , xmax, exists] = [next(), next(), next(), next(), next()];
  if (type !== 'ooTextFile' || kind !== 'TextGrid' || exists !== '<exists>') throw new Error(type);
  const tiers = Array.from({ length: Number(next()) }, () => {
    const [tierKind, name, from, to] = [next(), next(), next(), next()];
    if (tierKind !== 'IntervalTier' || from !== '0.000' || to !== xmax) throw new Error(name);
    const intervals = Array.from({ length: Number(next()) }, () => {
      return { xmin: next(), xmax: next(), text: next() };
    });
    return { name, intervals };
  });
  if (at < tokens.length) throw new Error('There is more than it says.');
  return { xmax, tiers };
}
