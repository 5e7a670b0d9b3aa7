import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { WavFile } from '../../../src/agents/recorder/wav-file.ts';
import { readWav } from '../../support/sound.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'duologue-wav-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const options = (name: string) => ({
  path: path.join(folder, name),
  sampleRate: 48_000,
  channels: 2,
  resume: false,
});

describe('WavFile', () => {
  it('is a valid file after every append', async () => {
    const file = await WavFile.open(options('growing.wav'));
    for (let blocks = 0; blocks <= 3; blocks += 1) {
      const sound = readWav(options('growing.wav').path);
      expect(sound.channels.map((channel) => channel.length)).toEqual([blocks * 2, blocks * 2]);
      await file.append(Int16Array.of(1, 2, 3, 4));
    }
    await file.close();
    expect(file.samples).toBe(8);
  });

  it('goes on behind the last whole frame of a torn file', async () => {
    const first = await WavFile.open(options('torn.wav'));
    await first.append(Int16Array.of(1, 2, 3, 4));
    await first.close();
    writeFileSync(options('torn.wav').path, Buffer.from([9, 9, 9]), { flag: 'a' });
    const file = await WavFile.open({ ...options('torn.wav'), resume: true });
    expect(file.samples).toBe(2);
    await file.append(Int16Array.of(5, 6));
    await file.close();
    const bytes = Uint8Array.from(readFileSync(options('torn.wav').path).subarray(44));
    expect([...new Int16Array(bytes.buffer)]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('stops with a clear error before it grows too long, and stays valid', async () => {
    const file = await WavFile.open({ ...options('long.wav'), maxDataBytes: 8 });
    await file.append(Int16Array.of(1, 2, 3, 4));
    await expect(file.append(Int16Array.of(5, 6))).rejects.toMatchObject({
      data: { code: 'recorder-failed', message: expect.stringContaining('4 GiB') as string },
    });
    await file.close();
    expect(readWav(options('long.wav').path).channels[0]).toHaveLength(2);
  });

  // Linux: every write to this device fails as on a full disk.
  it.runIf(existsSync('/dev/full'))('tells a full disk from other trouble', async () => {
    const full = { ...options('full.wav'), path: '/dev/full' };
    await expect(WavFile.open(full)).rejects.toMatchObject({ data: { code: 'disk-full' } });
  });

  it('says what is wrong when it cannot be written', async () => {
    const nowhere = { ...options('x.wav'), path: path.join(folder, 'nowhere', 'x.wav') };
    await expect(WavFile.open(nowhere)).rejects.toMatchObject({
      data: { code: 'recorder-failed', details: { reason: 'ENOENT' } },
    });
  });
});
