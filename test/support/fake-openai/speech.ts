import { randomBytes } from 'node:crypto';
import type { SpeechFormat } from '../../../src/contract/provider.ts';
import { pcmBytes, toWav } from '../../../src/rehearsal/wav.ts';
import { refusal } from './answers.ts';
import type { FakeEar } from './ear.ts';
import { encode } from './encode.ts';
import type { Answer, FakeOptions } from './types.ts';
import { FAKE_RATE, speak } from './voice.ts';

const PIECE_SECONDS = 0.02;

const TYPES: Record<SpeechFormat, string> = {
  pcm: 'audio/pcm',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  flac: 'audio/flac',
};

interface SpeechBody {
  input?: string;
  voice?: string;
  response_format?: SpeechFormat;
  speed?: number;
}

/** `POST /v1/audio/speech`. */
export async function speech(
  { input = '', voice = 'alloy', response_format: format = 'mp3', speed = 1 }: SpeechBody,
  options: FakeOptions,
  ear: FakeEar,
): Promise<Answer> {
  const { formats, sampleRate = FAKE_RATE, mp3 } = options.speech ?? {};
  if (formats && !formats.includes(format)) {
    const message = `response_format: ${format} is not supported; there are ${formats.join(', ')}`;
    return refusal(400, { param: 'response_format', message });
  }
  const { body, seconds } = mp3
    ? { body: mp3.bytes, seconds: mp3.seconds }
    : await spoken(input, voice, { speed, sampleRate, format });
  ear.remember(input, seconds);
  return {
    status: 200,
    headers: { 'content-type': TYPES[mp3 ? 'mp3' : format] },
    pieces: inPieces(body, seconds),
    pieceSeconds: PIECE_SECONDS,
    garbage: randomBytes(9_601),
  };
}

async function spoken(
  input: string,
  voice: string,
  { speed, sampleRate, format }: { speed: number; sampleRate: number; format: SpeechFormat },
): Promise<{ body: Uint8Array; seconds: number }> {
  const pcm = await speak(input, voice, { speed, sampleRate });
  return { body: await bodyOf(pcm, sampleRate, format), seconds: pcm.length / sampleRate };
}

async function bodyOf(
  pcm: Int16Array<ArrayBuffer>,
  sampleRate: number,
  format: SpeechFormat,
): Promise<Uint8Array> {
  if (format === 'pcm') return pcmBytes(pcm);
  const wav = toWav(pcm, sampleRate);
  return format === 'wav' ? wav : encode(wav, format);
}

/** Pieces that each hold PIECE_SECONDS; of compressed sound about that. */
function inPieces(body: Uint8Array, seconds: number): Uint8Array[] {
  const count = Math.max(1, Math.ceil(seconds / PIECE_SECONDS));
  const bytes = Math.ceil(body.length / count);
  return Array.from({ length: count }, (_, at) => body.subarray(at * bytes, (at + 1) * bytes));
}
