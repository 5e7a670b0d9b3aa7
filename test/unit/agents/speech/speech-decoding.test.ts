import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpeechDecoding } from '../../../../src/agents/speech/audio/speech-decoding.ts';
import { InvalidSpeech } from '../../../../src/agents/speech/invalid-speech.ts';
import {
  bytesOf,
  chunk,
  encodedTone,
  judgeTone,
  mp3Tone,
  tone,
  TONE,
  wav,
} from '../../../support/tones.ts';

const RATE = 24_000;

interface Options {
  contentType?: string;
  sampleRate?: number;
  /** Sizes of the pieces in which the bytes arrive, over and over; without it: all at once. */
  cuts?: readonly number[];
}

async function decode(bytes: Buffer, options: Options = {}): Promise<Int16Array> {
  const { contentType = null, sampleRate } = options;
  const decoding = new SpeechDecoding({ contentType, sampleRate, toRate: RATE });
  const pieces: Int16Array[] = [];
  try {
    const cuts = options.cuts ?? [bytes.length];
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const size = cuts[i % cuts.length] ?? 1;
      pieces.push(...(await decoding.push(bytes.subarray(at, at + size))));
      at += size;
    }
    pieces.push(...(await decoding.end()));
  } finally {
    decoding.close();
  }
  return Int16Array.from(pieces.flatMap((piece) => [...piece]));
}

/** The middle of it is the tone and nothing else. */
function expectTone(
  samples: Int16Array,
  seconds: number,
  slack = { length: 0.01, rest: 0.01 },
  expectedLevel = TONE.level,
): void {
  expect(Math.abs(samples.length / RATE - seconds)).toBeLessThan(slack.length);
  const edge = RATE * 0.06;
  const { level, rest } = judgeTone(samples.subarray(edge, samples.length - edge), RATE);
  expect(Math.abs(level - expectedLevel)).toBeLessThan(0.04);
  expect(rest).toBeLessThan(slack.rest);
}

/** MP3 and Opus begin and end in blocks of their own, and change the sound a little. */
const LOSSY = { length: 0.09, rest: 0.02 };
/** When ffmpeg makes stereo of one channel, it keeps the power, not the level. */
const HALF_POWER = TONE.level * Math.SQRT1_2;

function encodeSamples(samples: Int16Array, bits: number, code: number, channels = 1): Buffer {
  const size = bits / 8;
  const bytes = Buffer.alloc(samples.length * channels * size);
  samples.forEach((sample, i) => {
    for (let channel = 0; channel < channels; channel++) {
      const at = (i * channels + channel) * size;
      if (code === 3 && bits === 32) bytes.writeFloatLE(sample / 32_768, at);
      else if (code === 3) bytes.writeDoubleLE(sample / 32_768, at);
      else if (bits === 8) bytes.writeUInt8((sample >> 8) + 128, at);
      else bytes.writeIntLE(sample * 2 ** (bits - 16), at, size);
    }
  });
  return bytes;
}

describe('SpeechDecoding', () => {
  it('gives samples without a header back as they are', async () => {
    const samples = tone(RATE, 0.3);
    expect(await decode(bytesOf(samples))).toEqual(samples);
  });

  it.each([
    ['what the stage says', { sampleRate: 16_000 }, 16_000],
    ['what the content type says', { contentType: 'audio/pcm;rate=22050' }, 22_050],
    [
      'what the content type says, in another way',
      { contentType: 'audio/L16; channels=1; rate=48000' },
      48_000,
    ],
    [
      'the stage before the content type',
      { contentType: 'audio/pcm;rate=8000', sampleRate: 44_100 },
      44_100,
    ],
  ])('resamples samples without a header: %s', async (_, options, rate) => {
    expectTone(await decode(bytesOf(tone(rate, 0.5)), options), 0.5);
  });

  it.each([
    { bits: 8, code: 1, sampleRate: 24_000, channels: 1 },
    { bits: 16, code: 1, sampleRate: 8000, channels: 1 },
    { bits: 16, code: 1, sampleRate: 22_050, channels: 1 },
    { bits: 16, code: 1, sampleRate: 48_000, channels: 2 },
    { bits: 24, code: 1, sampleRate: 44_100, channels: 2 },
    { bits: 32, code: 1, sampleRate: 24_000, channels: 6 },
    { bits: 32, code: 3, sampleRate: 24_000, channels: 1 },
    { bits: 64, code: 3, sampleRate: 16_000, channels: 2 },
    { bits: 24, code: 1, sampleRate: 96_000, channels: 1, extensible: true },
    { bits: 32, code: 3, sampleRate: 48_000, channels: 2, extensible: true },
  ])('reads WAV: $bits bit, code $code, $sampleRate Hz, $channels channels', async (format) => {
    const { bits, code, channels, sampleRate } = format;
    const sound = encodeSamples(tone(sampleRate, 0.4), bits, code, channels);
    expectTone(await decode(wav(sound, format)), 0.4);
  });

  const plain = { bits: 16, code: 1, sampleRate: RATE, channels: 1 };

  it.each([0, 0xffff_ffff, 0x7fff_ffff, 0x7fff_f000])(
    'reads a WAV that is still being made, with %d for its length',
    async (claimedBytes) => {
      const samples = tone(RATE, 0.2);
      expect(await decode(wav(bytesOf(samples), { ...plain, claimedBytes }))).toEqual(samples);
    },
  );

  it('reads on where the length in a WAV is too short, and stops where it is too long', async () => {
    const samples = tone(RATE, 0.2);
    for (const claimedBytes of [100, 1_000_000]) {
      expect(await decode(wav(bytesOf(samples), { ...plain, claimedBytes }))).toEqual(samples);
    }
  });

  it('leaves out what is no sound in a WAV, and takes several in a row for one', async () => {
    const samples = tone(RATE, 0.2);
    const list = chunk('LIST', randomBytes(1000));
    const file = Buffer.concat([wav(bytesOf(samples), { ...plain, before: list }), list]);
    const sound = await decode(Buffer.concat([file, file]));
    expect(sound).toEqual(Int16Array.from([...samples, ...samples]));
  });

  it('leaves out the byte that fills up a chunk of odd length', async () => {
    const samples = tone(RATE, 0.2).subarray(0, 4799);
    const sound = encodeSamples(samples, 24, 1);
    const format = { bits: 24, code: 1, sampleRate: RATE, channels: 1 };
    const pad = Buffer.from([0]);
    const before = Buffer.concat([chunk('LIST', randomBytes(1001)), pad]);
    const after = chunk('_PMX', randomBytes(2000));
    const file = Buffer.concat([wav(sound, { ...format, before }), pad, after]);
    for (const cuts of [[file.length], [1], [7, 13]]) {
      expect(await decode(file, { cuts })).toEqual(samples);
    }
  });

  it.each([
    ['the WAV that ffmpeg streams', 24_000, ['-f', 'wav'], undefined, undefined],
    ['Ogg Opus', 48_000, ['-c:a', 'libopus', '-b:a', '64k', '-f', 'ogg'], LOSSY, undefined],
    ['Ogg Opus in stereo', 24_000, ['-c:a', 'libopus', '-ac', '2', '-f', 'ogg'], LOSSY, HALF_POWER],
    ['FLAC', 24_000, ['-c:a', 'flac', '-f', 'flac'], undefined, undefined],
    [
      'FLAC of 44.1 kHz in stereo',
      44_100,
      ['-c:a', 'flac', '-ac', '2', '-f', 'flac'],
      undefined,
      HALF_POWER,
    ],
    ['FLAC in Ogg', 48_000, ['-c:a', 'flac', '-f', 'ogg'], undefined, undefined],
  ])('decodes %s', async (_, rate, output, slack, level) => {
    expectTone(await decode(encodedTone(rate, 0.6, output)), 0.6, slack, level);
  });

  it.each([
    ['tone-24000-mono', 0.4],
    ['tone-44100-stereo', 0.3],
  ] as const)('decodes MP3: %s, with and without ID3 tags', async (name, seconds) => {
    const bytes = mp3Tone(name);
    const tag = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\x02\0', 'latin1'), Buffer.alloc(256)]);
    const oldTag = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125)]);
    expectTone(await decode(bytes), seconds, LOSSY);
    expectTone(await decode(Buffer.concat([tag, bytes, oldTag])), seconds, LOSSY);
    expectTone(await decode(bytes, { contentType: 'audio/pcm' }), seconds, LOSSY);
  });

  it('gives the same sound however the bytes arrive', async () => {
    const files = [
      bytesOf(tone(RATE, 0.1)),
      wav(encodeSamples(tone(44_100, 0.1), 24, 1, 2), {
        bits: 24,
        code: 1,
        sampleRate: 44_100,
        channels: 2,
      }),
      encodedTone(48_000, 0.3, ['-c:a', 'libopus', '-f', 'ogg']),
      encodedTone(24_000, 0.3, ['-c:a', 'flac', '-f', 'flac']),
      mp3Tone('tone-24000-mono'),
    ];
    const whole = await Promise.all(files.map((file) => decode(file)));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(files.length - 1),
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 12 }),
        async (which, cuts) => {
          const sound = await decode(files[which]!, { cuts });
          expect(sound.length).toBe(whole[which]!.length);
          // The resampler dithers its 16 bits.
          const differs = sound.findIndex((value, i) => Math.abs(value - whole[which]![i]!) > 2);
          expect(differs).toBe(-1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives the beginning before the end is there', async () => {
    for (const file of [
      bytesOf(tone(RATE, 2)),
      wav(bytesOf(tone(48_000, 2)), { ...plain, sampleRate: 48_000 }),
      encodedTone(48_000, 2, ['-c:a', 'libopus', '-page_duration', '20000', '-f', 'ogg']),
      encodedTone(24_000, 2, ['-c:a', 'flac', '-f', 'flac']),
      mp3Tone('tone-24000-mono'),
    ]) {
      const decoding = new SpeechDecoding({ contentType: null, toRate: RATE });
      const pieces = await decoding.push(file.subarray(0, Math.ceil(file.length * 0.6)));
      decoding.close();
      const samples = pieces.reduce((sum, piece) => sum + piece.length, 0);
      expect(samples).toBeGreaterThan(RATE * 0.05);
    }
  });

  it('refuses what is no sound, and gives nothing of it', async () => {
    const html = Buffer.from('<!doctype html><html><body>Bad gateway</body></html>');
    const json = Buffer.from(JSON.stringify({ detail: 'the voice could not be loaded' }));
    for (const [bytes, contentType] of [
      [html, 'text/html; charset=utf-8'],
      [html, undefined],
      [json, 'application/json'],
      [json, 'audio/wav'],
      [Buffer.from('{}'), undefined],
      [Buffer.concat([Buffer.from('\0\0\0\x20ftypM4A '), randomBytes(500)]), undefined],
      [Buffer.concat([Buffer.from('RIFF\0\0\0\0AVI '), Buffer.alloc(500)]), undefined],
      [Buffer.concat([Buffer.from('OggS'), Buffer.alloc(500)]), undefined],
    ] as const) {
      const options = contentType === undefined ? {} : { contentType };
      await expect(decode(bytes, options)).rejects.toBeInstanceOf(InvalidSpeech);
    }
  });

  it('refuses random bytes, whatever they arrive in', async () => {
    for (let run = 0; run < 100; run++) {
      const contentType = ['', 'audio/pcm', 'audio/mpeg', 'audio/wav'][run % 4]!;
      const cuts = [1 + Math.floor(Math.random() * 2000)];
      const decoded = decode(randomBytes(6001), { contentType, cuts });
      await expect(decoded).rejects.toBeInstanceOf(InvalidSpeech);
    }
  });

  it('refuses samples that are shifted by a byte', async () => {
    const shifted = bytesOf(tone(RATE, 0.4)).subarray(1);
    await expect(decode(shifted)).rejects.toBeInstanceOf(InvalidSpeech);
  });

  it('leaves out half a sample at the end', async () => {
    const samples = tone(RATE, 0.1);
    expect(await decode(Buffer.concat([bytesOf(samples), Buffer.from([127])]))).toEqual(samples);
  });
});
