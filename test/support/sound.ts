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

/** Pearson's correlation of two envelopes at the best lag within ± `lagFrames`. */
export function bestCorrelation(one: number[], two: number[], lagFrames: number): number {
  let best = -1;
  for (let lag = -lagFrames; lag <= lagFrames; lag++) {
    const pairs = one.flatMap((value, i) => {
      const other = two[i + lag];
      return other === undefined ? [] : [[value, other] as const];
    });
    best = Math.max(best, pearson(pairs));
  }
  return best;
}

function pearson(pairs: (readonly [number, number])[]): number {
  const n = pairs.length;
  const meanX = pairs.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = pairs.reduce((sum, [, y]) => sum + y, 0) / n;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const [x, y] of pairs) {
    xy += (x - meanX) * (y - meanY);
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}
