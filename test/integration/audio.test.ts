/**
 * Every encoding × layout × rate, decoded by a plain run of ffmpeg and looked at as samples: levels, alignment,
 * length, crosstalk.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { getFfmpegPath } from '@livekit/av';
import { afterAll, describe, expect, it } from 'vitest';
import { augmentSchema } from '../../src/contract/augment.ts';
import {
  audioEncodingSchema,
  audioLayoutSchema,
  audioOptionsSchema,
  SAMPLE_RATES,
  type AudioOptions,
} from '../../src/contract/export-api.ts';
import { resolveAugment, type ResolvedAugment } from '../../src/main/audio/augment/resolve.ts';
import { audioNames, outputRate, soundRate } from '../../src/main/audio/names.ts';
import { renderAudio } from '../../src/main/audio/render.ts';
import { descendants, isAlive } from '../support/process-tree.ts';
import { db, interleaved, lag, rms, speechLike, writeWav } from '../unit/audio/support.ts';

const SECONDS = 6;
/** Not a multiple of anything. */
const FRAMES = SECONDS * 48_000 - 1237;

const directory = mkdtempSync(path.join(tmpdir(), 'duologue-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** a speaks the first half, b the second; in the middle both do. */
const a = speechLike(48_000, SECONDS, 1)
  .slice(0, FRAMES)
  .map((s, i) => (i < 160_000 ? s : 0));
const b = speechLike(48_000, SECONDS, 2)
  .slice(0, FRAMES)
  .map((s, i) => (i < 130_000 ? 0 : s / 2));
const source = writeWav(path.join(directory, 'conversation.wav'), interleaved(a, b));

/** Channels of a file at a rate, by ffmpeg. */
async function decoded(file: string, channels: number, rate: number): Promise<Float32Array[]> {
  const args = ['-v', 'error', '-i', file, '-ar', String(rate), '-f', 's16le', '-'];
  const options = { encoding: 'buffer', maxBuffer: 1 << 28 } as const;
  const { stdout } = await promisify(execFile)(getFfmpegPath() ?? '', args, options);
  const pcm = new Int16Array(
    stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length),
  );
  return Array.from({ length: channels }, (_, channel) =>
    Float32Array.from(
      { length: pcm.length / channels },
      (__, i) => (pcm[i * channels + channel] ?? 0) / 32_768,
    ),
  );
}

/** What is to be heard at a rate: the source through ffmpeg's own resampler. */
async function wanted(rate: number): Promise<Float32Array[]> {
  return decoded(source, 2, rate);
}

async function render(audio: Partial<AudioOptions>, augment: ResolvedAugment | null = null) {
  const options = audioOptionsSchema.parse(audio);
  const name = Object.values(audio).join('-') || 'plain';
  await renderAudio({ source, audio: options, augment, directory, name });
  return { options, ...audioNames(name, options) };
}

const close = (one: Float32Array, other: Float32Array, within: number) =>
  expect(Math.abs(db(rms(one) / rms(other)))).toBeLessThan(within);

describe.each(audioEncodingSchema.options)('%s', (encoding) => {
  describe.each(audioLayoutSchema.options)('%s', (layout) => {
    it.each(SAMPLE_RATES)('%i Hz', async (sampleRate) => {
      const { options, files, sides } = await render({ encoding, layout, sampleRate, left: 'b' });
      const rate = outputRate(options, null);
      const channels = layout === 'stereo' ? 2 : 1;
      const found = new Map<string, Float32Array[]>();
      for (const file of files)
        found.set(file, await decoded(path.join(directory, file), channels, rate));
      const [wantedA = new Float32Array(), wantedB = new Float32Array()] = await wanted(rate);

      const frames = Math.round((FRAMES * sampleRate) / 48_000) * (rate / sampleRate);
      for (const [one] of found.values()) expect(one?.length).toBe(frames);

      const foundOf = (side: 'a' | 'b') =>
        found.get(sides[side].path)?.[sides[side].channel] ?? new Float32Array();
      // What a coder that forgets a part of the sound leaves of its level, dB.
      const within = encoding === 'opus' ? 0.5 : 0.1;
      if (layout === 'mix') {
        const mix = wantedA.map((sample, i) => (sample + (wantedB[i] ?? 0)) / 2);
        expect(lag(mix, foundOf('a'))).toBe(0);
        close(foundOf('a'), mix, within);
        return;
      }
      expect(lag(wantedA, foundOf('a'))).toBe(0);
      expect(lag(wantedB, foundOf('b'))).toBe(0);
      close(foundOf('a'), wantedA, within);
      close(foundOf('b'), wantedB, within);
      // Where one side is silent there is nothing of the other.
      const silentOfB = foundOf('b').subarray(0, 2.5 * rate);
      const limit = encoding === 'opus' && layout === 'stereo' ? -60 : -85;
      expect(db(rms(silentOfB) + 1e-6)).toBeLessThan(limit);
    });
  });
});

it('loses no bit in FLAC', async () => {
  const { files } = await render({ encoding: 'flac' });
  expect(await decoded(path.join(directory, files[0] ?? ''), 2, 48_000)).toEqual(
    await wanted(48_000),
  );
});

it.each(['wav', 'flac', 'opus'] as const)(
  'keeps labels true through everything (%s)',
  async (encoding) => {
    const augment = resolveAugment(
      augmentSchema.parse({
        reverb: { path: room() },
        levelDb: { min: -6, max: 6 },
        noise: { kind: 'babble', snrDb: 15 },
        telephone: true,
        packetLoss: { rate: 0.05, burst: 2 },
      }),
      'c1',
      [source],
    );
    const { options, files } = await render({ encoding, left: 'a' }, augment);
    expect(soundRate(options, augment)).toBe(8000);
    const rate = outputRate(options, augment);
    const [foundA = a, foundB = b] = await decoded(path.join(directory, files[0] ?? ''), 2, rate);
    const [wantedA = a, wantedB = b] = await wanted(rate);
    expect(foundA.length).toBe(Math.round(FRAMES / 6) * (rate / 8000));
    expect(lag(wantedA, foundA)).toBe(0);
    expect(lag(wantedB, foundB)).toBe(0);
  },
);

function room(): string {
  const tail = speechLike(16_000, 0.4, 5).map((sample, i) =>
    i < 50 ? 0 : i === 50 ? 0.9 : 0.3 * sample * Math.exp(-i / 1500),
  );
  return writeWav(path.join(directory, 'room.wav'), interleaved(tail), 1, 16_000);
}

it('takes ffmpeg with it when it dies', async () => {
  const program = `
    import { runFfmpeg } from ${JSON.stringify(new URL('../../src/main/audio/ffmpeg.ts', import.meta.url).href)};
    async function* endless() {
      for (let i = 0; ; i++) {
        if (i === 50) console.log('busy');
        yield new Uint8Array(96000);
      }
    }
    const out = 'file:' + ${JSON.stringify(path.join(directory, 'orphan.flac'))};
    const args = ['-f', 's16le', '-ar', '48000', '-ac', '1', '-i', 'pipe:0', '-f', 'flac', out];
    await runFfmpeg({ args, input: endless(), failure: 'It failed' });
  `;
  const host = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(host.stdout, 'data');
  const children = descendants(host.pid ?? 0);
  expect(children.length).toBe(1);
  host.kill('SIGKILL');
  await once(host, 'close');
  await expect.poll(() => children.filter(isAlive), { timeout: 20_000 }).toEqual([]);
});
