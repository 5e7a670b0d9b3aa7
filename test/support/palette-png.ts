import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A PNG can hold so many colours in a palette (PNG 1.2, 11.2.3). */
const COLOURS = 256;

interface Pixels {
  width: number;
  height: number;
  /** Three bytes each. */
  rgb: Buffer;
}

/**
 * The picture with a palette of colours that suit it, the others as the nearest of them: a third of the
 * size, and of a user interface hardly to be told apart.
 *
 * @param png 8-bit RGB, not interlaced, as browsers make their screenshots
 */
export function withPalette(png: Buffer): Buffer {
  const pixels = readPng(png);
  const palette = chosenColours(pixels.rgb);
  const { width, height, rgb } = pixels;
  const indexOf = nearestIn(palette);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexOf(rgb.readUIntBE((y * width + x) * 3, 3));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const colours = Buffer.alloc(palette.length * 3);
  palette.forEach((colour, index) => colours.writeUIntBE(colour, index * 3, 3));
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * The most frequent half of the palette; then again and again the colour that is worst off with what there
 * is: the red of a small button is rare, and must not become the orange of a voice.
 */
function chosenColours(rgb: Buffer): number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const sorted = [...counts].sort((one, other) => other[1] - one[1]);
  const chosen = sorted.splice(0, COLOURS / 2).map(([colour]) => colour);
  const rest = sorted.map(([colour, count]) => ({
    colour,
    count,
    far: Math.min(...chosen.map((each) => distance(each, colour))),
  }));
  while (chosen.length < COLOURS && rest.length > 0) {
    rest.sort((one, other) => other.far * other.count - one.far * one.count);
    const { colour } = rest.shift()!;
    chosen.push(colour);
    for (const each of rest) each.far = Math.min(each.far, distance(colour, each.colour));
  }
  return chosen;
}

function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    const distances = palette.map((each) => distance(each, colour));
    const nearest = distances.indexOf(Math.min(...distances));
    known.set(colour, nearest);
    return nearest;
  };
}

function distance(one: number, other: number): number {
  const along = (shift: number) => ((one >> shift) & 255) - ((other >> shift) & 255);
  return along(16) ** 2 + along(8) ** 2 + along(0) ** 2;
}

function readPng(png: Buffer): Pixels {
  const data: Buffer[] = [];
  let [width, height] = [0, 0];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const kind = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (kind === 'IDAT') data.push(body);
    if (kind !== 'IHDR') continue;
    [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
    if (body.toString('hex', 8) !== '0802000000') throw new Error('not 8-bit RGB');
  }
  return { width, height, rgb: unfiltered(inflateSync(Buffer.concat(data)), width * 3, height) };
}

/** Undoes the filter that each row names in its first byte (PNG 1.2, chapter 6). */
function unfiltered(rows: Buffer, stride: number, height: number): Buffer {
  const rgb = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < 3 ? 0 : (rgb[at - 3] ?? 0);
      const above = y < 1 ? 0 : (rgb[at - stride] ?? 0);
      const corner = x < 3 || y < 1 ? 0 : (rgb[at - stride - 3] ?? 0);
      rgb[at] = (rows[at + y + 1] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return rgb;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const sum = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((each) => Math.abs(sum - each));
  if (toLeft! <= toAbove! && toLeft! <= toCorner!) return left;
  return toAbove! <= toCorner! ? above : corner;
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, check]);
}
