import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { finaliseRecording } from '../../../../src/main/recordings/finalise.ts';
import {
  locateStems,
  type LocatedStem,
} from '../../../../src/main/recordings/stems/locate-stems.ts';
import { SampleFile } from '../../../../src/main/recordings/stems/sample-file.ts';
import { removeStemParts } from '../../../../src/main/recordings/stems/stem-parts.ts';
import { writeStems } from '../../../../src/main/recordings/stems/write-stems.ts';
import { claimsOf, recordTurns, turnsOf, type PlayedTurn } from './stem-files.ts';
import { atFineRate, PER_MS, voice } from './synthetic.ts';

const TURNS: PlayedTurn[] = [
  { side: 'a', seed: 1, atMs: 300, lengthMs: 1500 },
  { side: 'b', seed: 2, atMs: 2000.25, lengthMs: 1200, edits: [{ atMs: 500, ms: 12 }] },
  { side: 'a', seed: 3, atMs: 3500, lengthMs: 1000, heardMs: 600 },
  { side: 'a', seed: 4, atMs: 4300, lengthMs: 900 },
];
const LENGTH_MS = 6000;
const signal = new AbortController().signal;

describe('the stems of a conversation', () => {
  const folders: string[] = [];
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  async function recorded(turns = TURNS): Promise<string> {
    const path = await recordTurns(turns, LENGTH_MS);
    folders.push(dirname(path));
    return path;
  }

  function locate(path: string, wrongMs = 0, with_ = signal): Promise<LocatedStem[]> {
    const claims = claimsOf(TURNS);
    return locateStems({ turns: turnsOf(TURNS, claims, wrongMs), claims, path, signal: with_ });
  }

  it('are found in the channels of their sides', async () => {
    const located = await locate(await recorded(), 150);
    expect(located.map(({ turnId }) => turnId)).toEqual(['0', '1', '2', '3']);
    expect(located.map(({ first }) => first / PER_MS)).toEqual([300, 2012.25, 3500, 4300]);
    // The second one was stretched after its first part.
    expect(located[1]?.lags[0]?.offset).toBe(2000.25 * PER_MS);
  });

  it('stay where they were expected when the recording does not hold them', async () => {
    const silent = TURNS.map((turn) => ({ ...turn, heardMs: 0 }));
    const located = await locate(await recorded(silent), 40);
    expect(located.map(({ lags }) => lags)).toEqual([[], [], [], []]);
    expect(located[0]!.first + located[0]!.onset).toBe(340 * PER_MS);
  });

  it('are left out where a worker kept nothing, or less than it said', async () => {
    const path = await recorded();
    await rm(join(dirname(path), 'stem-b.pcm'));
    await truncate(join(dirname(path), 'stem-a.pcm'), 1500 * 24 * 2);
    expect((await locate(path)).map(({ turnId }) => turnId)).toEqual(['0']);
    await rm(join(dirname(path), 'stem-a.pcm'));
    expect(await locate(path)).toEqual([]);
  });

  it('become a file as long as the recording, each turn at its place', async () => {
    const path = await recorded();
    const located = await locate(path);
    const stems = await writeStems(path, located, signal);
    expect(stems.path).toBe(join(dirname(path), 'stems.wav'));
    expect(stems.facts).toMatchObject({
      ...{ format: 'wav', channels: 2, sampleRate: 48_000, durationMs: LENGTH_MS, holes: [] },
      bytes: 44 + LENGTH_MS * PER_MS * 4,
    });
    const file = await SampleFile.openWav(stems.path);
    try {
      const left = await file.read(0, LENGTH_MS * PER_MS, 0);
      const spoken = atFineRate(voice(1, 1500));
      expect(differs(left.subarray(300 * PER_MS), spoken)).toBeLessThan(0.0001);
      expect(left.subarray(1810 * PER_MS, 3490 * PER_MS).every((sample) => sample === 0)).toBe(
        true,
      );
      const right = await file.read(0, 2000 * PER_MS, 1);
      expect(right.every((sample) => sample === 0)).toBe(true);
    } finally {
      await file.close();
    }
  });

  it('are cut at the ends of the recording, and never wrap around when turns touch', async () => {
    const path = await recorded();
    const [one] = await locate(path);
    const early = { ...one!, first: -500 * PER_MS };
    const late = { ...one!, first: 5500 * PER_MS };
    const same = Array.from({ length: 8 }, () => ({ ...one!, first: 2000 * PER_MS }));
    const { facts } = await writeStems(path, [early, late, ...same], signal);
    expect(facts.durationMs).toBe(LENGTH_MS);
    const file = await SampleFile.openWav(join(dirname(path), 'stems.wav'));
    const once = atFineRate(voice(1, 1500));
    const summed = await file.read(2000 * PER_MS, once.length);
    await file.close();
    summed.forEach((sample, index) => {
      if (Math.abs(once[index]!) > 0.01) expect(Math.sign(sample)).toBe(Math.sign(once[index]!));
    });
  });

  it('tell of their file what is in it', async () => {
    const path = await recorded();
    const { path: made, facts } = await writeStems(path, await locate(path), signal);
    expect(facts).toEqual(await finaliseRecording(made, { holes: [] }));
  });

  it('leave no file open when one of them is gone', async () => {
    const path = await recorded();
    const located = await locate(path);
    await rm(join(dirname(path), 'stem-b.pcm'));
    const opened = vi.spyOn(SampleFile, 'openPcm');
    const closed = vi.spyOn(SampleFile.prototype, 'close');
    await expect(writeStems(path, located, signal)).rejects.toThrow('ENOENT');
    const open = opened.mock.settledResults.filter(({ type }) => type === 'fulfilled');
    expect([open.length, closed.mock.calls.length]).toEqual([1, 1]);
  });

  it('leave no half file behind when time is over', async () => {
    const path = await recorded();
    const located = await locate(path);
    const late = AbortSignal.abort(new Error('late'));
    await expect(writeStems(path, located, late)).rejects.toThrow('late');
    await expect(locate(path, 0, late)).rejects.toThrow('late');
    expect((await readdir(dirname(path))).toSorted()).toEqual([
      'conversation.wav',
      'stem-a.pcm',
      'stem-b.pcm',
    ]);
  });

  it('are tidied away, also when there are none', async () => {
    const path = await recorded();
    await writeFile(join(dirname(path), 'stems.wav.part'), 'of a host that died');
    await removeStemParts(dirname(path));
    await removeStemParts(dirname(path));
    await removeStemParts(join(dirname(path), 'nowhere'));
    expect(await readdir(dirname(path))).toEqual(['conversation.wav']);
  });
});

function differs(one: Float32Array, other: Float32Array): number {
  return other.reduce((most, sample, index) => Math.max(most, Math.abs(sample - one[index]!)), 0);
}
