import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { PEAKS_PER_SECOND } from '../../../src/contract/library-api.ts';
import { wavHeader } from '../../../src/contract/wav-format.ts';
import { peakPath, readPeaks, writePeaks } from '../../../src/main/recordings/peak-file.ts';
import { computePeaks } from '../../../src/main/recordings/peaks.ts';

const root = mkdtempSync(path.join(tmpdir(), 'duologue-peaks-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const RATE = 48_000;
const STRETCH = RATE / PEAKS_PER_SECOND;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(root, 'c-'));
  file = path.join(folder, 'conversation.wav');
});

/** A recording of so many 20 ms stretches, each with one sample that stands out. */
function record(a: readonly number[], b: readonly number[]): void {
  const audio = new Int16Array(a.length * STRETCH * 2);
  a.forEach((value, at) => (audio[(at * STRETCH + (at % STRETCH)) * 2] = value));
  b.forEach((value, at) => (audio[(at * STRETCH + STRETCH - 1) * 2 + 1] = value));
  const header = wavHeader({ sampleRate: RATE, channels: 2, dataBytes: audio.byteLength });
  writeFileSync(file, Buffer.concat([header, Buffer.from(audio.buffer)]));
}

describe('peaks', () => {
  it('are the loudest sample of each 20 ms, by side', async () => {
    record([0, 32_767, -32_768, 64, 129], [1285, 0, 0, 0, -16_384]);
    expect(await computePeaks(file)).toEqual({
      peaks: { a: Uint8Array.of(0, 255, 255, 0, 1), b: Uint8Array.of(10, 0, 0, 0, 128) },
      durationMs: 100,
    });
  });

  it('of several seconds are counted through', async () => {
    const values = Array.from({ length: 173 }, (_, at) => at * 100);
    record(values, values.toReversed());
    const { peaks, durationMs } = await computePeaks(file);
    expect([peaks.a.length, peaks.b.length, durationMs]).toEqual([173, 173, 3460]);
    expect([...peaks.a]).toEqual(values.map((value) => Math.round((value * 255) / 32_768)));
    expect(peaks.b.toReversed()).toEqual(peaks.a);
  });

  it('end when nobody wants them any more', async () => {
    record(
      Array.from({ length: 500 }, () => 0),
      [],
    );
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    await expect(computePeaks(file, abort.signal)).rejects.toThrow('enough');
  });

  it('let others have their turn between two seconds', async () => {
    record(
      Array.from({ length: 500 }, () => 0),
      [],
    );
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    await computePeaks(file);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('the file of peaks', () => {
  const data = {
    peaks: { a: Uint8Array.of(1, 10, 255), b: Uint8Array.of(0, 10, 13) },
    durationMs: 60.5,
  };
  const recording = { sha256: 'ab'.repeat(32) };

  it('comes back as it was written, and leaves nothing else behind', async () => {
    await writePeaks(peakPath(file), recording, data);
    const kept = await readPeaks(peakPath(file), recording);
    expect([...(kept?.peaks.a ?? [])]).toEqual([1, 10, 255]);
    expect([...(kept?.peaks.b ?? [])]).toEqual([0, 10, 13]);
    expect(kept?.durationMs).toBe(60.5);
    expect(readdirSync(folder)).toEqual([path.basename(peakPath(file))]);
  });

  it.each<[string, (bytes: Buffer) => Buffer | string]>([
    ['cut off', (bytes) => bytes.subarray(0, -1)],
    ['too long', (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
    ['without a head', (bytes) => bytes.subarray(-6)],
    ['of another form', () => '{"length":0}\n'],
    ['empty', () => ''],
  ])('is ignored when it is %s', async (_what, damage) => {
    await writePeaks(peakPath(file), recording, data);
    writeFileSync(peakPath(file), damage(readFileSync(peakPath(file))));
    expect(await readPeaks(peakPath(file), recording)).toBeUndefined();
  });

  it('is ignored for another recording, and where there is none', async () => {
    expect(await readPeaks(peakPath(file), recording)).toBeUndefined();
    await writePeaks(peakPath(file), recording, data);
    expect(await readPeaks(peakPath(file), { sha256: 'cd'.repeat(32) })).toBeUndefined();
  });

  it('that can not be written leaves no part of itself', async () => {
    const nowhere = path.join(folder, 'gone', 'peaks.bin');
    await expect(writePeaks(nowhere, recording, data)).rejects.toThrow('ENOENT');
  });
});
