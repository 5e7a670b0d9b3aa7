import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Recording } from '../../../src/contract/conversation.ts';
import { wavHeader } from '../../../src/contract/wav-format.ts';
import { PeakKeeper } from '../../../src/main/engine/peak-keeper.ts';
import { runLibraryOf } from '../../../src/main/engine/run-library.ts';
import { peakPath } from '../../../src/main/recordings/peak-file.ts';
import { silentLog } from '../conversations/fakes.ts';
import { config } from '../conversations/samples.ts';
import { Arrangement } from '../studio/arrange.ts';

const RECORDING: Recording = {
  kind: 'local',
  path: 'recordings/c-1/conversation.wav',
  ...{ format: 'wav', channels: 2, sampleRate: 48_000, durationMs: 2000, bytes: 384_044 },
  sha256: 'ab'.repeat(32),
  holes: [],
};

let arranged: Arrangement;
let keeper: PeakKeeper;
let folder: string;
let file: string;
beforeEach(async () => {
  arranged = await Arrangement.make();
  const { library, directory } = arranged;
  folder = join(directory, 'recordings', 'c-1');
  file = join(folder, 'conversation.wav');
  mkdirSync(folder);
  runLibraryOf(library).create({
    ...{ id: 'c-1', title: 'One', createdAt: '2026-01-01T00:00:00.000Z', config: config() },
  });
  keeper = new PeakKeeper({ library, log: silentLog });
});
afterEach(async () => {
  await keeper.close();
  await arranged.remove();
});

/** Two seconds; each sample of side a is `loud`. */
function record(loud: number, values: Partial<Recording> = {}): void {
  const audio = new Int16Array(96_000 * 2).map((_, at) => (at % 2 === 0 ? loud : 0));
  const header = wavHeader({ sampleRate: 48_000, channels: 2, dataBytes: audio.byteLength });
  writeFileSync(file, Buffer.concat([header, Buffer.from(audio.buffer)]));
  arranged.library.recordings.save('c-1', { ...RECORDING, ...values });
}

const firstOfA = (peaks: { a: string }) => Buffer.from(peaks.a, 'base64')[0];

describe('peaks of a conversation', () => {
  it('are measured once and kept beside the recording', async () => {
    record(32_767);
    const peaks = await keeper.of('c-1');
    expect([peaks.length, peaks.durationMs, firstOfA(peaks)]).toEqual([100, 2000, 255]);
    expect(Buffer.from(peaks.b, 'base64')).toEqual(Buffer.alloc(100));
    const { mtimeNs } = statSync(peakPath(file), { bigint: true });
    // The file of peaks answers now: the recording isn't even there any more.
    rmSync(file);
    expect(await keeper.of('c-1')).toEqual(peaks);
    expect(statSync(peakPath(file), { bigint: true }).mtimeNs).toBe(mtimeNs);
    expect(arranged.library.conversations.get('c-1').recordings).toHaveLength(1);
  });

  it('are measured again when the recording is another one', async () => {
    record(32_767);
    await keeper.of('c-1');
    record(0, { sha256: 'cd'.repeat(32) });
    expect(firstOfA(await keeper.of('c-1'))).toBe(0);
  });

  it('asked for by several are measured for all of them', async () => {
    record(32_767);
    const [one, other] = await Promise.all([keeper.of('c-1'), keeper.of('c-1')]);
    expect(other).toBe(one);
    expect(readdirSync(folder).toSorted()).toEqual(['conversation.wav', 'peaks-1.bin']);
  });

  it('are measured as soon as the conversation has ended', async () => {
    record(32_767);
    const ended = { kind: 'ended', status: 'completed', endReason: 'goodbye' } as const;
    keeper.take({ ...ended, conversationId: 'c-1', message: '' });
    keeper.take({ ...ended, conversationId: 'nobody', message: '' });
    await keeper.of('c-1');
    expect(existsSync(peakPath(file))).toBe(true);
  });

  it('of what was not recorded are not-found', async () => {
    await expect(keeper.of('c-1')).rejects.toMatchObject({ data: { code: 'not-found' } });
    await expect(keeper.of('nobody')).rejects.toMatchObject({ data: { code: 'not-found' } });
    record(0);
    rmSync(file);
    await expect(keeper.of('c-1')).rejects.toMatchObject({ data: { code: 'not-found' } });
  });

  it('are given up when the recording goes, and when the studio closes', async () => {
    record(32_767);
    const asked = keeper.of('c-1');
    const refused = expect(asked).rejects.toMatchObject({ data: { code: 'cancelled' } });
    await keeper.leave('c-1');
    await refused;
    expect(readdirSync(folder)).toEqual(['conversation.wav']);
    expect(firstOfA(await keeper.of('c-1'))).toBe(255);
    await keeper.close();
    await expect(keeper.of('c-1')).rejects.toMatchObject({ data: { code: 'cancelled' } });
  });

  it('that can not be kept are told all the same', async () => {
    record(32_767);
    mkdirSync(peakPath(file));
    expect(firstOfA(await keeper.of('c-1'))).toBe(255);
    expect(readdirSync(folder).toSorted()).toEqual(['conversation.wav', 'peaks-1.bin']);
  });
});
