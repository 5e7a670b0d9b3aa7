import path from 'node:path';
import { expect, it } from 'vitest';
import { audioOptionsSchema } from '../../../src/contract/export-api.ts';
import { renderAudio } from '../../../src/main/audio/render.ts';
import { interleaved, scratch, speechLike, writeWav } from './support.ts';

/** Longer than what waits between reader and writer. */
const SECONDS = 12;

function longRecording(): string {
  const [a, b] = [speechLike(48_000, SECONDS), speechLike(48_000, SECONDS, 2)];
  return writeWav(path.join(scratch(), 'c.wav'), interleaved(a, b));
}

it.each([
  ['wav', 'Cannot write to'],
  ['flac', 'could not be encoded'],
])(
  '%s: fails where no file can be written, however long',
  async (encoding, message) => {
    const order = {
      source: longRecording(),
      audio: audioOptionsSchema.parse({ encoding, layout: 'split' }),
      augment: null,
      directory: path.join(scratch(), 'nowhere'),
      name: 'c',
    };
    await expect(renderAudio(order)).rejects.toThrow(message);
  },
  15_000,
);
