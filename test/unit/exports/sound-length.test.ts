import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { audioOptionsSchema } from '../../../src/contract/export-api.ts';
import { renderAudio } from '../../../src/main/audio/render.ts';
import { soundLength } from '../../../src/main/exports/sound-length.ts';
import { soundFile } from './samples.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-length-'));
});
afterEach(() => rm(directory, { recursive: true }));

it.each([
  ['wav', 16_000, 333],
  ['flac', 48_000, 1],
  ['flac', 8000, 12_345],
  ['opus', 48_000, 1],
  ['opus', 24_000, 12_345],
] as const)('%s at %i Hz has as many samples as its recording has time: %i ms', async (...args) => {
  const [encoding, sampleRate, ms] = args;
  const { path: source } = soundFile(join(directory, 'kept.wav'), { ms });
  const audio = audioOptionsSchema.parse({ encoding, sampleRate });
  const [file] = await renderAudio({ source, audio, augment: null, directory, name: 'made' });
  // Opus counts at 48 kHz whatever it was made from.
  const rate = encoding === 'opus' ? 48_000 : sampleRate;
  expect(await soundLength(join(directory, file?.name ?? ''), encoding)).toBe((ms * rate) / 1000);
});

it.each(['flac', 'opus'] as const)('tells of a file that is no %s', async (encoding) => {
  const path = join(directory, 'x');
  await writeFile(path, Buffer.alloc(100));
  await expect(soundLength(path, encoding)).rejects.toThrow('damaged');
});
