import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { wavHeader } from '../../../src/contract/wav-format.ts';
import { finaliseRecording, repairRecording } from '../../../src/main/recordings/finalise.ts';
import { mendWav, readSamples, readWavInfo } from '../../../src/main/recordings/wav.ts';
import { readWav } from '../../support/sound.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'duologue-wav-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** A file as the recorder leaves it: the header tells of `known` bytes, the file holds `audio`. */
function fileWith(audio: Int16Array, knownBytes: number, sampleRate = 48_000): string {
  const file = path.join(folder, `${(files += 1)}.wav`);
  const header = wavHeader({ sampleRate, channels: 2, dataBytes: knownBytes });
  writeFileSync(file, Buffer.concat([header, Buffer.from(audio.buffer)]));
  return file;
}

async function allSamples(file: string): Promise<number[]> {
  const all: number[] = [];
  for await (const piece of readSamples(file)) all.push(...piece);
  return all;
}

const samples = fc
  .array(fc.integer({ min: -32768, max: 32767 }), { minLength: 2, maxLength: 400 })
  .map((list) => Int16Array.from(list));

describe('mendWav', () => {
  it('makes any torn file valid and loses no whole frame', async () => {
    const cut = fc.integer({ min: 0, max: 900 });
    await fc.assert(
      fc.asyncProperty(samples, cut, fc.nat(0xffff_ffff), async (audio, cutBytes, known) => {
        const file = fileWith(audio, known);
        const length = Math.max(44, statSync(file).size - cutBytes);
        truncateSync(file, length);
        const frames = Math.floor((length - 44) / 4);
        const info = await mendWav(file);
        expect(info.samples).toBe(frames);
        expect(statSync(file).size).toBe(44 + frames * 4);
        expect(await allSamples(file)).toEqual([...audio.subarray(0, frames * 2)]);
        const bytes = readFileSync(file);
        expect(bytes.readUInt32LE(40)).toBe(frames * 4);
        expect(bytes.readUInt32LE(4)).toBe(36 + frames * 4);
        await mendWav(file);
        expect(readFileSync(file).equals(bytes)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is read by an independent reader afterwards', async () => {
    const file = fileWith(Int16Array.of(16384, -16384, 8192, 0), 0);
    await mendWav(file);
    const sound = readWav(file);
    expect(sound.sampleRate).toBe(48_000);
    expect(sound.channels.map((channel) => [...channel])).toEqual([
      [0.5, 0.25],
      [-0.5, 0],
    ]);
  });

  it('refuses what is no WAV file and leaves it alone', async () => {
    const file = path.join(folder, 'text.wav');
    writeFileSync(file, 'this is not audio at all, whatever its name says'.repeat(4));
    await expect(mendWav(file)).rejects.toMatchObject({ data: { code: 'recorder-failed' } });
    expect(readFileSync(file, 'latin1')).toMatch(/^this is not/);
  });
});

describe('readWavInfo', () => {
  it('finds the audio behind chunks of other programs, and not what follows it', async () => {
    const header = Buffer.from(wavHeader({ sampleRate: 24_000, channels: 1, dataBytes: 4 }));
    const list = Buffer.from('LIST\x05\0\0\0INFOx\0', 'latin1');
    const tail = Buffer.from('JUNK\x02\0\0\0ab', 'latin1');
    const file = path.join(folder, 'list.wav');
    const parts = [header.subarray(0, 36), list, header.subarray(36), Buffer.alloc(4, 1), tail];
    writeFileSync(file, Buffer.concat(parts));
    expect(await readWavInfo(file)).toMatchObject({
      sampleRate: 24_000,
      channels: 1,
      dataOffset: 58,
      samples: 2,
    });
  });
});

describe('repairRecording', () => {
  it('measures the file as the recorder would have done', async () => {
    const audio = new Int16Array(48_000 * 2);
    for (let index = 9600; index < 24_000; index += 1) audio[index * 2] = index % 2 ? 4000 : -4000;
    const repaired = await repairRecording(fileWith(audio, 0));
    expect(repaired?.activity).toEqual({ a: [[200, 500]], b: [] });
    expect(repaired?.facts).toMatchObject({
      durationMs: 1000,
      channels: 2,
      holes: [],
      format: 'wav',
    });
    expect(repaired?.facts.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says that there is nothing when there is no file or no audio', async () => {
    expect(await repairRecording(path.join(folder, 'nowhere.wav'))).toBeUndefined();
    expect(await repairRecording(fileWith(new Int16Array(0), 0))).toBeUndefined();
  });
});

describe('finaliseRecording', () => {
  it('states length, size and hash of the file itself', async () => {
    const file = fileWith(new Int16Array(9600), 19_200);
    const holes = [{ startMs: 10, endMs: 20 }];
    expect(await finaliseRecording(file, { holes })).toMatchObject({
      bytes: 19_244,
      durationMs: 100,
      sampleRate: 48_000,
      holes,
    });
  });
});

it('a recording that gets shorter while it is read is told of, not filled up with silence', async () => {
  const file = fileWith(new Int16Array(48_000 * 2 * 3), 0);
  const pieces = readSamples(file);
  await pieces.next();
  truncateSync(file, 48_000 * 4);
  await expect(pieces.next()).rejects.toMatchObject({
    data: { code: 'recorder-failed', message: expect.stringContaining('shorter') as string },
  });
});
