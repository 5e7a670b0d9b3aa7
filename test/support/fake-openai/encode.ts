import { ffmpegOutput } from '../../../src/main/audio/ffmpeg.ts';
import type { SpeechFormat } from '../../../src/contract/provider.ts';

const CODECS: Record<Exclude<SpeechFormat, 'pcm' | 'wav'>, string[]> = {
  mp3: ['-f', 'mp3'],
  opus: ['-c:a', 'libopus', '-f', 'ogg'],
  flac: ['-f', 'flac'],
};

/** A WAV file as something smaller, by the ffmpeg that comes with Duologue. */
export async function encode(wav: Uint8Array, format: keyof typeof CODECS): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const output = ffmpegOutput({
    args: ['-f', 'wav', '-i', 'pipe:0', ...CODECS[format], 'pipe:1'],
    input: once(wav),
    failure: 'The fake server could not encode its speech',
  });
  for await (const piece of output) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
