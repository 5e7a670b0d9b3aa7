import type { Sound } from './ear/ear.ts';

const HEADER_BYTES = 44;

/** A RIFF/WAVE file of mono 16-bit PCM (http://soundfile.sapp.org/doc/WaveFormat/). */
export function toWav(pcm: Int16Array, sampleRate: number): Buffer<ArrayBuffer> {
  const bytes = pcm.length * 2;
  const file = Buffer.alloc(HEADER_BYTES + bytes);
  file.write('RIFF', 0);
  file.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(bytes, 40);
  file.set(pcmBytes(pcm), HEADER_BYTES);
  return file;
}

/** The samples as bytes, little-endian. */
export function pcmBytes(pcm: Int16Array): Uint8Array {
  return new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
}

/**
 * Reads a WAV file of 16-bit PCM; several channels are mixed to one. Lengths that a streaming writer
 * left open are taken as "to the end".
 *
 * @throws Error with a sentence for the caller when it is no such file.
 */
export function fromWav(file: Uint8Array): Sound {
  const view = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (view.length < 12 || view.toString('latin1', 0, 4) !== 'RIFF') {
    throw new Error('The file is not a WAV file.');
  }
  let format: { channels: number; sampleRate: number } | undefined;
  for (let at = 12; at + 8 <= view.length;) {
    const name = view.toString('latin1', at, at + 4);
    const bytes = Math.min(view.readUInt32LE(at + 4), view.length - at - 8);
    const body = view.subarray(at + 8, at + 8 + bytes);
    if (name === 'fmt ') format = readFormat(body);
    else if (name === 'data' && format) {
      return { pcm: mixed(body, format.channels), sampleRate: format.sampleRate };
    }
    at += 8 + bytes + (bytes % 2);
  }
  throw new Error('The WAV file holds no sound.');
}

const PCM = 1;
const EXTENSIBLE = 0xfffe;

function readFormat(body: Buffer): { channels: number; sampleRate: number } {
  if (body.length < 16) throw new Error('The WAV file has no format.');
  const code = body.readUInt16LE(0);
  const channels = body.readUInt16LE(2);
  const sampleRate = body.readUInt32LE(4);
  if ((code !== PCM && code !== EXTENSIBLE) || body.readUInt16LE(14) !== 16 || channels === 0) {
    throw new Error('The WAV file has to hold 16-bit PCM.');
  }
  if (sampleRate < 8000 || sampleRate > 192_000) {
    throw new Error('The sample rate has to lie between 8 and 192 kHz.');
  }
  return { channels, sampleRate };
}

function mixed(body: Buffer, channels: number): Int16Array<ArrayBuffer> {
  const pcm = new Int16Array(Math.floor(body.length / 2 / channels));
  for (let frame = 0; frame < pcm.length; frame += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      sum += body.readInt16LE((frame * channels + channel) * 2);
    }
    pcm[frame] = Math.round(sum / channels);
  }
  return pcm;
}
