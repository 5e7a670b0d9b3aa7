import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { audioOptionsSchema } from '../../../src/contract/export-api.ts';
import { renderAudio } from '../../../src/main/audio/render.ts';
import { interleaved, scratch, speechLike, writeWav } from './support.ts';

vi.mock('@livekit/av', () => ({ getFfmpegPath: () => undefined }));

/** More than waits between reader and encoder, so that one that never reads would be noticed. */
const SECONDS = 12;

const order = (audio: object) => ({
  source: writeWav(
    path.join(scratch(), 'c.wav'),
    interleaved(speechLike(48_000, SECONDS), speechLike(48_000, SECONDS, 2)),
  ),
  audio: audioOptionsSchema.parse(audio),
  augment: null,
  directory: scratch(),
  name: 'c',
});

it.each(['stereo', 'split', 'mix'])('writes WAV as it was recorded (%s)', async (layout) => {
  const files = await renderAudio(order({ layout, left: 'b' }));
  expect(files.length).toBe(layout === 'split' ? 2 : 1);
});

it.each([{ encoding: 'flac' }, { encoding: 'opus' }, { sampleRate: 16_000 }])(
  'says what to do instead of %o',
  async (audio) => {
    const error = {
      data: { code: 'not-found', remedy: expect.stringContaining('WAV with 48 kHz') },
    };
    await expect(renderAudio(order(audio))).rejects.toMatchObject(error);
  },
);
