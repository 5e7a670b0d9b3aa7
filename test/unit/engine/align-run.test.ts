import { access, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Activity } from '../../../src/contract/recorder-messages.ts';
import type { RecordedAudio } from '../../../src/main/conversations/ports.ts';
import { alignRun } from '../../../src/main/engine/align-run.ts';
import { recordingsOf } from '../../../src/main/engine/recordings.ts';
import { removeStemParts } from '../../../src/main/recordings/stems/stem-parts.ts';
import { silentLog } from '../conversations/fakes.ts';
import { claimsOf, recordTurns, type PlayedTurn } from '../recordings/stems/stem-files.ts';

const ZERO = 1_000_000;
const LENGTH_MS = 5000;
const languages = { a: 'en', b: 'en' };
/** Nobody asks: the voices gave times. */
const openAligner = () => Promise.reject(new Error('not asked for'));
const TURNS: PlayedTurn[] = [
  { side: 'a', seed: 1, atMs: 500, lengthMs: 1500 },
  { side: 'b', seed: 2, atMs: 2400, lengthMs: 1500, edits: [{ atMs: 700, ms: 30 }] },
];

describe('the alignment of a run', () => {
  let path: string;
  let audio: RecordedAudio;
  const claims = claimsOf(TURNS).map((claim, index) => ({
    ...claim,
    startMonotonicMs: ZERO + TURNS[index]!.atMs - 80,
    endMonotonicMs: ZERO + TURNS[index]!.atMs - 80 + TURNS[index]!.lengthMs,
  }));
  beforeEach(async () => {
    path = await recordTurns(TURNS, LENGTH_MS);
    const recordings = recordingsOf(dirname(path), openAligner, silentLog);
    const repaired = await recordings.repair(path, [{ monotonicMs: ZERO, recordingMs: 0 }]);
    audio = repaired!;
  });
  afterEach(() => rm(dirname(path), { recursive: true }));

  const align = (signal = new AbortController().signal) =>
    alignRun(claims, audio, { path, languages, openAligner, signal, log: silentLog });

  it('has words where they were heard, and keeps the stems', async () => {
    const { turns, stems } = await align();
    expect(stems?.path).toBe(join(dirname(path), 'stems.wav'));
    const starts = turns.map(({ words }) => words.map(({ startMs }) => startMs));
    const exact = [
      [500, 875, 1250, 1625],
      [2400, 2775, 3180, 3555],
    ];
    starts.flat().forEach((startMs, index) => {
      expect(Math.abs(startMs - exact.flat()[index]!)).toBeLessThan(3);
    });
  });

  it.each(['no stems', 'no time', 'a broken recording'])(
    'keeps the turns with %s',
    async (what) => {
      const { turns: exact } = await align();
      await rm(join(dirname(path), 'stems.wav'));
      if (what === 'no stems') await removeStemParts(dirname(path));
      if (what === 'a broken recording') await rm(path);
      const { turns, stems } = await align(
        what === 'no time' ? AbortSignal.abort() : new AbortController().signal,
      );
      expect(stems).toBeUndefined();
      await expect(access(join(dirname(path), 'stems.wav'))).rejects.toThrow();
      expect(turns.map(({ id, text }) => [id, text])).toEqual(
        exact.map(({ id, text }) => [id, text]),
      );
      const near = (one: Activity, other: Activity): boolean =>
        Math.abs(one[0]![0] - other[0]![0]) < 60;
      turns.forEach((turn, index) => {
        expect(near(turn.segments, exact[index]!.segments)).toBe(true);
      });
    },
  );
});
