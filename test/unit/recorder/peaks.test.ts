import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Recording, type Progress } from '../../../src/agents/recorder/recording.ts';
import { PeakMeter } from '../../../src/contract/peaks.ts';
import { SIDES, type PerSide } from '../../../src/contract/side.ts';
import { WAV_HEADER_BYTES } from '../../../src/contract/wav-format.ts';

const PIECE_MS = 50;
const BEAT_MS = 200;

describe('the peaks of a recording', () => {
  let directory: string;
  let path: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'duologue-peaks-'));
    path = join(directory, 'conversation.wav');
  });
  afterEach(() => rm(directory, { recursive: true }));

  /** Plays both tracks from then to then (ms), with a beat each 200 ms; what was told comes in order. */
  async function play(recording: Recording, fromMs: number, toMs: number): Promise<Progress[]> {
    const told: Progress[] = [];
    for (let ms = fromMs; ms + PIECE_MS <= toMs; ms += PIECE_MS) {
      for (const [index, side] of SIDES.entries()) {
        const loudness = (ms * (index + 7)) % 32_000;
        recording.push(side, new Int16Array(PIECE_MS * 48).fill(loudness), ms + PIECE_MS);
      }
      if ((ms + PIECE_MS) % BEAT_MS > 0) continue;
      await recording.flush(ms + PIECE_MS);
      const progress = recording.progress(BEAT_MS);
      if (progress) told.push(progress);
    }
    return told;
  }

  async function finish(recording: Recording): Promise<Progress[]> {
    await recording.finish();
    const last = recording.lastProgress(BEAT_MS);
    return last ? [last] : [];
  }

  function together(told: Progress[]): PerSide<number[]> {
    const of = (side: 'a' | 'b') => told.flatMap(({ peaks }) => peaks[side]);
    return { a: of('a'), b: of('b') };
  }

  /** The peaks of the file as it stands on disk. */
  async function onDisk(): Promise<PerSide<number[]>> {
    const bytes = await readFile(path);
    const samples = new Int16Array(
      bytes.buffer.slice(bytes.byteOffset + WAV_HEADER_BYTES, bytes.byteOffset + bytes.length),
    );
    const of = (slot: number) => {
      const meter = new PeakMeter(48_000);
      meter.push(samples, slot, 2);
      return meter.take();
    };
    return { a: of(0), b: of(1) };
  }

  it('are told while it grows, each once, and are those of the file', async () => {
    const recording = await Recording.open({ path });
    const told = [...(await play(recording, 0, 5000)), ...(await finish(recording))];
    expect(told.length).toBeGreaterThan(15);
    const peaks = together(told);
    expect(peaks).toEqual(await onDisk());
    expect(peaks.a).toHaveLength(250);
    expect(peaks.a).not.toEqual(peaks.b);
  });

  it('are told to the last, also of tracks that had ended before', async () => {
    const recording = await Recording.open({ path });
    const before = await play(recording, 0, 3150);
    for (const side of SIDES) recording.closeSide(side);
    const [last, ...more] = await finish(recording);
    expect(more).toEqual([]);
    expect(last?.clock.recordingMs).toBe(3150);
    expect(together([...before, last!])).toEqual(await onDisk());
  });

  it.each([0, 11])(
    'go on where they were after a crash of which %i values had not been told, with zeros for the hole',
    async (lost) => {
      const first = await Recording.open({ path });
      const before = together(await play(first, 0, 3000));
      const sampleZeroMs = first.sampleZeroMs!;
      const heard = { a: before.a.slice(0, -lost || undefined), b: before.b };
      await first.abandon(); // as it was when the process died
      const second = await Recording.open({
        path,
        resumeFromMonotonicMs: sampleZeroMs,
        peaksTold: heard.a.length,
      });
      const after = [...(await play(second, 4000, 6000)), ...(await finish(second))];
      const all = { a: [...heard.a, ...together(after).a] };
      const file = await onDisk();
      expect(all.a).toEqual(file.a);
      expect(file.a.slice(155, 195)).toEqual(new Array(40).fill(0));
      expect(file.a).toHaveLength(300);
    },
  );

  it('are not told twice when the file is shorter than what was told', async () => {
    const first = await Recording.open({ path });
    const before = together(await play(first, 0, 3000));
    const sampleZeroMs = first.sampleZeroMs!;
    await first.abandon();
    await truncate(path, WAV_HEADER_BYTES + 2000 * 48 * 4);
    const peaksTold = before.a.length;
    const second = await Recording.open({ path, resumeFromMonotonicMs: sampleZeroMs, peaksTold });
    const after = together([...(await play(second, 4000, 6000)), ...(await finish(second))]);
    const file = await onDisk();
    expect(after.a).toEqual(file.a.slice(peaksTold));
    expect(peaksTold + after.a.length).toBe(300);
  });
});
