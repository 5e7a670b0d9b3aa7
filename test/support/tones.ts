import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ffmpegPath } from '../../src/main/audio/ffmpeg.ts';

/** All test tones have this pitch (Hz) and loudness (of full scale). */
export const TONE = { hz: 440, level: 0.25 };

/** A tone as samples of 16 bit, one channel. */
export function tone(sampleRate: number, seconds: number): Int16Array {
  return Int16Array.from({ length: Math.round(sampleRate * seconds) }, (_, i) =>
    Math.round(TONE.level * 32_767 * Math.sin((2 * Math.PI * TONE.hz * i) / sampleRate)),
  );
}

export function bytesOf(samples: Int16Array): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}

/** A tone, encoded by the ffmpeg that comes with Duologue. */
export function encodedTone(
  sampleRate: number,
  seconds: number,
  output: readonly string[],
): Buffer {
  const input = ['-f', 's16le', '-ar', String(sampleRate), '-ac', '1', '-i', 'pipe:0'];
  return execFileSync(ffmpegPath(), ['-v', 'error', ...input, ...output, 'pipe:1'], {
    input: bytesOf(tone(sampleRate, seconds)),
  });
}

/** Made with LAME (lamejs 1.2.7): `tone-24000-mono` is 0.4 s, `tone-44100-stereo` 0.3 s long. */
export function mp3Tone(name: 'tone-24000-mono' | 'tone-44100-stereo'): Buffer {
  return readFileSync(path.join(import.meta.dirname, '../fixtures/speech', `${name}.mp3`));
}

export interface WavOptions {
  sampleRate: number;
  channels: number;
  bits: number;
  /** The format code of the header; `extensible` wraps it. */
  code: number;
  extensible?: boolean;
  /** What the header says of the length of the sound, bytes; without it: the truth. */
  claimedBytes?: number;
  /** Chunks before the sound. */
  before?: Buffer;
}

/** A WAV file around ready samples. */
export function wav(sound: Buffer, options: WavOptions): Buffer {
  const { sampleRate, channels, bits, code } = options;
  const format = Buffer.alloc(options.extensible ? 40 : 16);
  format.writeUInt16LE(options.extensible ? 0xfffe : code, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE((sampleRate * channels * bits) / 8, 8);
  format.writeUInt16LE((channels * bits) / 8, 12);
  format.writeUInt16LE(bits, 14);
  if (options.extensible) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(bits, 18);
    format.writeUInt16LE(code, 24);
  }
  const size = options.claimedBytes ?? sound.length;
  const body = [
    chunk('fmt ', format),
    options.before ?? Buffer.alloc(0),
    chunk('data', sound, size),
  ];
  return Buffer.concat([Buffer.from('RIFF'), uint32(size), Buffer.from('WAVE'), ...body]);
}

export function chunk(id: string, body: Buffer, claimedBytes = body.length): Buffer {
  return Buffer.concat([Buffer.from(id, 'latin1'), uint32(claimedBytes), body]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

/** Judges a stretch of sound: the level of the tone in it, and the level of everything else. */
export function judgeTone(
  samples: Int16Array,
  sampleRate: number,
): { level: number; rest: number } {
  let sine = 0;
  let cosine = 0;
  const angle = (i: number) => (2 * Math.PI * TONE.hz * i) / sampleRate;
  samples.forEach((sample, i) => {
    sine += (2 * sample * Math.sin(angle(i))) / samples.length;
    cosine += (2 * sample * Math.cos(angle(i))) / samples.length;
  });
  let rest = 0;
  samples.forEach((sample, i) => {
    rest += (sample - sine * Math.sin(angle(i)) - cosine * Math.cos(angle(i))) ** 2;
  });
  const level = Math.hypot(sine, cosine) / 32_768;
  return { level, rest: Math.sqrt(rest / samples.length) / 32_768 };
}
