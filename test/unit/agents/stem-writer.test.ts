import { execFileSync } from 'node:child_process';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StemWriter } from '../../../src/agents/side/stem-writer.ts';
import { stemOf } from '../../../src/agents/worker/stem-of.ts';

const RATE = 1000;
const piece = (value: number, samples: number) => new Int16Array(samples).fill(value);

describe('StemWriter', () => {
  let folder: string;
  let path: string;
  let errors: Error[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duologue-stem-'));
    path = join(folder, 'stem-a.pcm');
    errors = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  const writer = (to = path) =>
    new StemWriter({ path: to, sampleRate: RATE, onError: (error) => errors.push(error) });

  async function written(): Promise<number[]> {
    const bytes = await readFile(path);
    return Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(at * 2));
  }

  it('keeps turn after turn, and says where each lies', async () => {
    const stem = writer();
    stem.add(piece(1, 700));
    stem.add(piece(-2, 700));
    expect(stem.endTurn(1400)).toEqual({ fromSample: 0, samples: 1400, sampleRate: RATE });
    stem.add(piece(3, 5));
    expect(stem.endTurn(5)).toEqual({ fromSample: 1400, samples: 5, sampleRate: RATE });
    await stem.close();
    expect(await written()).toEqual([...piece(1, 700), ...piece(-2, 700), ...piece(3, 5)]);
    expect(errors).toEqual([]);
  });

  it('cuts off what was never played', async () => {
    const stem = writer();
    stem.add(piece(1, 2500));
    expect(stem.endTurn(1200)).toMatchObject({ fromSample: 0, samples: 1200 });
    stem.add(piece(2, 2000));
    expect(stem.endTurn(2000)).toMatchObject({ fromSample: 1200, samples: 2000 });
    await stem.close();
    expect(await written()).toEqual([...piece(1, 1200), ...piece(2, 2000)]);
  });

  it('claims no more than it was given', () => {
    const stem = writer();
    stem.add(piece(1, 100));
    expect(stem.endTurn(5000)).toMatchObject({ samples: 100 });
    expect(stem.endTurn(-3)).toMatchObject({ fromSample: 100, samples: 0 });
  });

  it('holds a hole in the voice as silence', async () => {
    const stem = writer();
    stem.add(piece(7, 10));
    stem.addSilence(2300.4);
    stem.add(piece(8, 10));
    expect(stem.endTurn(2320.4)).toMatchObject({ samples: 2320 });
    await stem.close();
    expect(await written()).toEqual([...piece(7, 10), ...piece(0, 2300), ...piece(8, 10)]);
  });

  it('copies: a frame may be used again', async () => {
    const stem = writer();
    const frame = piece(5, 10);
    stem.add(frame);
    frame.fill(0);
    stem.endTurn(10);
    await stem.close();
    expect(await written()).toEqual([...piece(5, 10)]);
  });

  it('goes without when it cannot write, and says so once', async () => {
    const stem = writer(join(folder, 'nowhere', 'stem-a.pcm'));
    for (let turn = 0; turn < 3; turn += 1) {
      stem.add(piece(1, 1500));
      stem.endTurn(1500);
      await stem.close();
    }
    expect(errors).toHaveLength(1);
    expect(stem.endTurn(10)).toBeUndefined();
  });

  it('gives up a disk that is far behind, so that memory stays bounded', async () => {
    const stem = writer();
    for (let second = 0; second < 3000; second += 1) stem.add(piece(1, RATE));
    expect(errors).toHaveLength(1);
    expect(stem.endTurn(1000)).toBeUndefined();
    await stem.close();
    expect((await readFile(path).catch(() => Buffer.alloc(0))).length).toBeLessThan(3_000_000);
  });

  it('writes nothing while nothing was said', async () => {
    await writer().close();
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  it.skipIf(process.platform === 'win32')('lets its side leave when the disk hangs', async () => {
    execFileSync('mkfifo', [path]); // to open it for writing waits for a reader
    const stem = writer();
    stem.add(piece(1, RATE));
    await stem.close();
    expect(stem.endTurn(RATE)).toBeUndefined();
    await (await open(path, 'r')).close();
  });

  it('keeps exactly what was played of any turns', async () => {
    const turn = fc.record({
      pieces: fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 6 }),
      played: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 6 }), async (turns) => {
        await writeFile(path, '');
        const stem = writer();
        const expected: number[] = [];
        for (const [index, { pieces, played }] of turns.entries()) {
          for (const samples of pieces) stem.add(piece(index + 1, samples));
          const total = pieces.reduce((sum, samples) => sum + samples, 0);
          const samples = Math.round(total * played);
          const part = stem.endTurn(samples);
          expect(part).toEqual({ fromSample: expected.length, samples, sampleRate: RATE });
          expected.push(...piece(index + 1, samples));
        }
        await stem.close();
        expect((await written()).slice(0, expected.length)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('where a worker keeps what it plays', () => {
  const onError = () => {};

  it('is nowhere without a folder of recordings, and never outside of it', () => {
    expect(stemOf({ conversationId: 'c-1', side: 'a' }, undefined, onError)).toBeUndefined();
    for (const conversationId of ['..', '../x', 'a/b', '', 'a\0']) {
      expect(stemOf({ conversationId, side: 'a' }, '/recordings', onError)).toBeUndefined();
    }
    expect(stemOf({ conversationId: 'c-1', side: 'a' }, '/recordings', onError)).toBeDefined();
  });
});
