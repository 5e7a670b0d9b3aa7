import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { toErrorData } from '../../../src/contract/errors.ts';
import { ffmpegOutput, runFfmpeg } from '../../../src/main/audio/ffmpeg.ts';
import { scratch } from './support.ts';

const RAW = ['-f', 's16le', '-ar', '48000', '-ac', '1', '-i', 'pipe:0'];
const COPY = [...RAW, '-c:a', 'pcm_s16le', '-f', 's16le', 'pipe:1'];

async function* silence(pieces: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < pieces; i++) yield new Uint8Array(96_000);
}

async function count(pieces: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const piece of pieces) bytes += piece.length;
  return bytes;
}

it('gives what ffmpeg writes', async () => {
  const output = ffmpegOutput({ args: COPY, input: silence(30), failure: 'It failed' });
  expect(await count(output)).toBe(30 * 96_000);
});

it('says what ffmpeg complained about', async () => {
  const args = ['-i', 'file:/nowhere/none.wav', '-f', 'null', '-'];
  const error = await runFfmpeg({ args, failure: 'It could not be read' }).catch(toErrorData);
  expect(error).toMatchObject({ code: 'internal', details: { end: 254 } });
  expect(JSON.stringify(error)).toMatch(/It could not be read.*No such file/);
});

// Only Linux has a file that is always full.
it.runIf(process.platform === 'linux')('tells a full disk from other failures', async () => {
  const args = [...RAW, '-c:a', 'pcm_s16le', '-f', 's16le', 'file:/dev/full'];
  const run = { args, input: silence(300), failure: 'It could not be written' };
  const error = {
    data: { code: 'disk-full', message: 'It could not be written: the disk is full.' },
  };
  await expect(runFfmpeg(run)).rejects.toMatchObject(error);
});

it('fails with what its input failed with', async () => {
  async function* torn() {
    yield* silence(2);
    throw new Error('the disk broke');
  }
  const output = ffmpegOutput({ args: COPY, input: torn(), failure: 'It failed' });
  await expect(count(output)).rejects.toThrow('the disk broke');
});

it('ends at once when it is told to', async () => {
  const stop = new AbortController();
  const endless = silence(Infinity);
  const output = ffmpegOutput({
    args: COPY,
    input: endless,
    signal: stop.signal,
    failure: 'It failed',
  });
  await output.next();
  stop.abort(new Error('enough'));
  await expect(count(output)).rejects.toThrow('enough');
  expect(await endless.next()).toEqual({ done: true, value: undefined });
});

it('ends when nobody reads on', async () => {
  const endless = silence(Infinity);
  for await (const _ of ffmpegOutput({ args: COPY, input: endless, failure: 'It failed' })) break;
  expect(await endless.next()).toEqual({ done: true, value: undefined });
});

it('does not begin after the end', async () => {
  const file = path.join(scratch(), 'out.flac');
  const args = [...RAW, '-f', 'flac', `file:${file}`];
  const signal = AbortSignal.abort(new Error('too late'));
  const ended = runFfmpeg({ args, input: silence(1), signal, failure: 'It failed' });
  await expect(ended).rejects.toThrow('too late');
  expect(existsSync(file)).toBe(false);
});
