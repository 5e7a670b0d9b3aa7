import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { audioOptionsSchema, type AudioOptions } from '../../../src/contract/export-api.ts';
import { checkSize } from '../../../src/main/audio/encode.ts';
import { renderAudio, type RenderOrder } from '../../../src/main/audio/render.ts';
import { readWav } from '../../support/sound.ts';
import { interleaved, scratch, speechLike, writeWav } from './support.ts';

const pcm = interleaved(speechLike(48_000, 2), speechLike(48_000, 2, 2));

function order(audio: Partial<AudioOptions> = {}, rest: Partial<RenderOrder> = {}): RenderOrder {
  const directory = scratch();
  return {
    source: writeWav(path.join(scratch(), 'conversation.wav'), pcm),
    audio: audioOptionsSchema.parse(audio),
    augment: null,
    directory,
    name: 'c',
    ...rest,
  };
}

function samplesOf(file: string): number[] {
  const bytes = readFileSync(file);
  return [
    ...new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length)),
  ];
}

it('copies a recording as it is', async () => {
  const one = order();
  const [file] = await renderAudio(one);
  const written = readFileSync(path.join(one.directory, 'c.wav'));
  expect(written.equals(readFileSync(one.source))).toBe(true);
  const sha256 = createHash('sha256').update(written).digest('hex');
  expect(file).toEqual({ name: 'c.wav', bytes: written.length, sha256 });
});

it('tells the size and the hash of what is there', async () => {
  for (const encoding of ['flac', 'opus'] as const) {
    const one = order({ encoding, layout: 'split', sampleRate: 16_000 });
    for (const { name, bytes, sha256 } of await renderAudio(one)) {
      const written = readFileSync(path.join(one.directory, name));
      expect(bytes).toBe(written.length);
      expect(sha256).toBe(createHash('sha256').update(written).digest('hex'));
    }
    expect(readdirSync(one.directory)).toEqual([`c.a.${encoding}`, `c.b.${encoding}`]);
  }
});

it('puts side b on the left when it is told to', async () => {
  const one = order({ left: 'b' });
  await renderAudio(one);
  const [a, b] = [pcm.filter((_, i) => i % 2 === 0), pcm.filter((_, i) => i % 2 === 1)];
  const written = samplesOf(path.join(one.directory, 'c.wav'));
  expect(written.filter((_, i) => i % 2 === 0)).toEqual([...b]);
  expect(written.filter((_, i) => i % 2 === 1)).toEqual([...a]);
});

it('writes each side for itself, or half of both', async () => {
  const split = order({ layout: 'split', left: 'b' });
  await renderAudio(split);
  expect(samplesOf(path.join(split.directory, 'c.a.wav'))).toEqual([
    ...pcm.filter((_, i) => i % 2 === 0),
  ]);
  expect(samplesOf(path.join(split.directory, 'c.b.wav'))).toEqual([
    ...pcm.filter((_, i) => i % 2 === 1),
  ]);
  const mix = order({ layout: 'mix' });
  await renderAudio(mix);
  const half = (_: unknown, i: number) => ((pcm[2 * i] ?? 0) + (pcm[2 * i + 1] ?? 0) + 1) >> 1;
  expect(samplesOf(path.join(mix.directory, 'c.wav'))).toEqual(
    Array.from({ length: 96_000 }, half),
  );
});

it('cuts a part out to the sample', async () => {
  const one = order({}, { span: { fromMs: 100.01, toMs: 1600.5 } });
  await renderAudio(one);
  expect(samplesOf(path.join(one.directory, 'c.wav'))).toEqual([
    ...pcm.subarray(2 * 4800, 2 * 76_824),
  ]);
});

it('ends a part where the recording ends, and refuses one behind it', async () => {
  const one = order({}, { span: { fromMs: 1500, toMs: 99_000 } });
  await renderAudio(one);
  expect(readWav(path.join(one.directory, 'c.wav')).channels[0]?.length).toBe(24_000);
  const behind = order({}, { span: { fromMs: 2000, toMs: 3000 } });
  await expect(renderAudio(behind)).rejects.toMatchObject({ data: { code: 'invalid-input' } });
  const tooShort = order({ sampleRate: 8000 }, { span: { fromMs: 0, toMs: 0.04 } });
  await expect(renderAudio(tooShort)).rejects.toThrow('no sound');
});

it.each(['wav', 'flac', 'opus'] as const)('writes the same %s twice', async (encoding) => {
  const one = order({ encoding, sampleRate: 24_000 });
  const [first] = await renderAudio(one);
  const [second] = await renderAudio({ ...one, directory: scratch() });
  expect(second).toEqual(first);
});

it('reads recordings of other kinds too', async () => {
  const mono = speechLike(44_100, 1);
  const file = writeWav(path.join(scratch(), 'm.wav'), interleaved(mono), 1, 44_100);
  const one = order({}, { source: file });
  await renderAudio(one);
  const { channels } = readWav(path.join(one.directory, 'c.wav'));
  expect(Math.abs((channels[0]?.length ?? 0) - 48_000)).toBeLessThanOrEqual(8);
  expect(channels[1]).toEqual(channels[0]);
  expect(readdirSync(one.directory)).toEqual(['c.wav']);
});

it.each(['wav', 'flac', 'opus'] as const)(
  'leaves nothing of %s when it is stopped',
  async (encoding) => {
    const long = new Int16Array(60 * 96_000);
    const source = writeWav(path.join(scratch(), 'long.wav'), long);
    const one = order({ encoding, layout: 'split' }, { source });
    const stop = new AbortController();
    const ended = renderAudio(one, stop.signal);
    const failed = expect(ended).rejects.toThrow('enough');
    while (readdirSync(one.directory).length === 0) await new Promise(setImmediate);
    stop.abort(new Error('enough'));
    await failed;
    expect(readdirSync(one.directory)).toEqual([]);
  },
);

it('leaves nothing when one file of two cannot be written', async () => {
  const one = order({ layout: 'split', encoding: 'flac' });
  // A folder with something in it, where the file of side b is to be.
  const { mkdirSync } = await import('node:fs');
  mkdirSync(path.join(one.directory, 'c.b.flac'));
  writeFileSync(path.join(one.directory, 'c.b.flac', 'x'), '');
  await expect(renderAudio(one)).rejects.toMatchObject({ data: { details: { errno: 'EISDIR' } } });
  expect(readdirSync(one.directory)).toEqual(['c.b.flac']);
  expect(statSync(path.join(one.directory, 'c.b.flac')).isDirectory()).toBe(true);
});

it('says that a recording is missing', async () => {
  const one = order({}, { source: '/nowhere/conversation.wav' });
  await expect(renderAudio(one)).rejects.toMatchObject({ data: { code: 'not-found' } });
});

it('says that a recording is no audio', async () => {
  const source = path.join(scratch(), 'conversation.wav');
  writeFileSync(source, 'this is a text');
  const one = order({}, { source });
  await expect(renderAudio(one)).rejects.toThrow('could not be read as audio');
  expect(readdirSync(one.directory)).toEqual([]);
});

it('sends who has more than a WAV file can hold to FLAC', () => {
  const tenHours = {
    sampleRate: 48_000,
    soundRate: 48_000,
    channels: 2,
    frames: 10 * 3600 * 48_000,
  };
  expect(() => checkSize({ encoding: 'wav', ...tenHours })).toThrow('4 GiB');
  expect(() => checkSize({ encoding: 'flac', ...tenHours })).not.toThrow();
  expect(() => checkSize({ encoding: 'wav', ...tenHours, channels: 1 })).not.toThrow();
});
