/**
 * The one file layout that the recorder writes and the studio reads and repairs: RIFF/WAVE, PCM s16le,
 * a 44-byte header of `fmt ` and `data` only. Format: http://soundfile.sapp.org/doc/WaveFormat/
 */
export const WAV_HEADER_BYTES = 44;

/** RIFF sizes are 32 bits wide: the most audio that one file holds (6 h 12 min of 48 kHz stereo). */
export const MAX_WAV_DATA_BYTES = 0xffff_ffff - WAV_HEADER_BYTES - 64;

export interface WavFormat {
  /** Hz */
  sampleRate: number;
  channels: number;
  /** Bytes of audio; whole sample frames. */
  dataBytes: number;
}

/** Samples of one channel as ms: one way for all, so that equal lengths are equal numbers. */
export function samplesToMs(samples: number, sampleRate: number): number {
  return samples / (sampleRate / 1000);
}

/** The header for so much audio. */
export function wavHeader({ sampleRate, channels, dataBytes }: WavFormat): Uint8Array {
  const header = new Uint8Array(WAV_HEADER_BYTES);
  const view = new DataView(header.buffer);
  const text = (at: number, value: string) => header.set(new TextEncoder().encode(value), at);
  text(0, 'RIFF');
  view.setUint32(4, WAV_HEADER_BYTES - 8 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  return header;
}
