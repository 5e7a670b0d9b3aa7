import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { MAX_LINE, onLines } from '../../../src/main/workers/lines.ts';

async function linesOf(chunks: (string | Buffer)[]): Promise<string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  onLines(stream, (line) => lines.push(line));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await finished(stream);
  return lines;
}

test('lines are put together from chunks, with either line end', async () => {
  expect(await linesOf(['one\ntw', 'o\r\nthree'])).toEqual(['one', 'two', 'three']);
});

test('a character cut by a chunk border survives', async () => {
  const bytes = Buffer.from('grüße\n');
  expect(await linesOf([bytes.subarray(0, 3), bytes.subarray(3)])).toEqual(['grüße']);
});

test('a line that never ends comes in bounded pieces', async () => {
  const lines = await linesOf(['x'.repeat(MAX_LINE), 'x'.repeat(MAX_LINE + 5)]);
  expect(lines.map((line) => line.length)).toEqual([MAX_LINE, MAX_LINE, 5]);
});
