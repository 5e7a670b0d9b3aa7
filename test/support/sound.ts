import { readFileSync } from 'node:fs';

/**
 * An independent judge of recordings: it reads the WAV file itself and looks at nothing but samples.
 */
export interface Sound {
  sampleRate: number;
  channels: Float32Array[];
}

/** Reads a 16-bit PCM WAV file (RIFF, "WAVE_FORMAT_PCM"). Samples are −1 … 1. */
export function readWav(path: string): Sound {
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error(`${path} is no WAV file`);
  }
  let format: { channels: number; sampleRate: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const body = at + 8;
    if (id === 'fmt ') {
      if (bytes.readUInt16LE(body + 14) !== 16) throw new Error('not 16 bit');
      format = { channels: bytes.readUInt16LE(body + 2), sampleRate: bytes.readUInt32LE(body + 4) };
    }
    if (id === 'data') {
      if (!format) throw new Error('data before fmt');
      if (body + size !== bytes.length) throw new Error('the data size is not that of the file');
      return { sampleRate: format.sampleRate, channels: split(bytes, body, size, format.channels) };
    }
    at = body + size + (size % 2);
  }
  throw new Error(`${path} holds no data`);
}

function split(bytes: Buffer, from: number, size: number, channels: number): Float32Array[] {
  const frames = Math.floor(size / 2 / channels);
  return Array.from({ length: channels }, (_, channel) =>
    Float32Array.from({ length: frames }, (__, i) => {
      return bytes.readInt16LE(from + (i * channels + channel) * 2) / 32768;
    }),
  );
}

/** Root mean square of a stretch in dBFS; −Infinity for digital silence. */
export function levelDb(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return 10 * Math.log10(sum / Math.max(samples.length, 1));
}

export function stretch(
  sound: Sound,
  channel: number,
  startMs: number,
  endMs: number,
): Float32Array {
  const at = (ms: number) => Math.max(0, Math.round((ms * sound.sampleRate) / 1000));
  return (sound.channels[channel] ?? new Float32Array()).subarray(at(startMs), at(endMs));
}

/** Loudness in frames of `frameMs`, linear. */
export function envelope(samples: Float32Array, sampleRate: number, frameMs = 20): number[] {
  const size = Math.round((sampleRate * frameMs) / 1000);
  const frames = Math.floor(samples.length / size);
  return Array.from({ length: frames }, (_, i) => {
    let sum = 0;
    for (const sample of samples.subarray(i * size, (i + 1) * size)) sum += sample * sample;
    return Math.sqrt(sum / size);
  });
}

/** First and last moment above a level within a stretch, ms; undefined when nothing is. */
export function audibleSpan(
  sound: Sound,
  channel: number,
  fromMs: number,
  toMs: number,
  thresholdDb = -45,
): { startMs: number; endMs: number } | undefined {
  const frameMs = 5;
  const loud = envelope(stretch(sound, channel, fromMs, toMs), sound.sampleRate, frameMs).map(
    (rms) => 20 * Math.log10(rms) > thresholdDb,
  );
  const first = loud.indexOf(true);
  if (first < 0) return undefined;
  return {
    startMs: fromMs + first * frameMs,
    endMs: fromMs + (loud.lastIndexOf(true) + 1) * frameMs,
  };
}

/** Pieces in which a sentence is compared, how far each may lie from the one before, the grain, ms. */
const PIECE_MS = 600;
const SEARCH_MS = 160;
const SEARCH_STEP_MS = 4;

/**
 * How well the recording of a stretch follows what was spoken: Pearson's correlation of the two energy
 * envelopes (frames of 20 ms), piece by piece, each at its best offset. The jitter buffer of a busy
 * machine stretches the time between words; what it must not do is to lose or change the sound.
 */
export function fidelity(spoken: Sound, recorded: Sound, channel: number, startMs: number): number {
  const lengthMs = ((spoken.channels[0]?.length ?? 0) / spoken.sampleRate) * 1000;
  const pieces = Math.max(1, Math.round(lengthMs / PIECE_MS));
  const pieceMs = lengthMs / pieces;
  let offsetMs = 0;
  let sum = 0;
  for (let i = 0; i < pieces; i++) {
    const fromMs = i * pieceMs;
    const said = envelope(stretch(spoken, 0, fromMs, fromMs + pieceMs), spoken.sampleRate);
    const at = (offset: number) => startMs + fromMs + offset;
    const found = bestOffset(offsetMs, (offset) => {
      const sound = stretch(recorded, channel, at(offset), at(offset) + pieceMs);
      return pearson(said, envelope(sound, recorded.sampleRate));
    });
    offsetMs = found.offset;
    sum += found.score;
  }
  return sum / pieces;
}

function bestOffset(around: number, score: (offset: number) => number) {
  let best = { offset: around, score: -1 };
  for (let d = -SEARCH_MS; d <= SEARCH_MS; d += SEARCH_STEP_MS) {
    const candidate = { offset: around + d, score: score(around + d) };
    if (candidate.score > best.score) best = candidate;
  }
  return best;
}

function pearson(one: number[], two: number[]): number {
  const n = Math.min(one.length, two.length);
  const mean = (values: number[]) => values.slice(0, n).reduce((sum, x) => sum + x, 0) / n;
  const [meanX, meanY] = [mean(one), mean(two)];
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    const x = (one[i] ?? 0) - meanX;
    const y = (two[i] ?? 0) - meanY;
    xy += x * y;
    xx += x * x;
    yy += y * y;
  }
  return xy / Math.sqrt(xx * yy);
}
