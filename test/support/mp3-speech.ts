import { readFileSync } from 'node:fs';
import path from 'node:path';
import { speak } from './fake-openai/voice.ts';

const TEXT = 'My parcel is late.';

/**
 * A second of speech as an MP3 file: TEXT by the rehearsal's voice birch (24 kHz, mono), encoded by LAME at
 * 48 kbit/s (lameenc 1.9.0 of PyPI, quality 2). The ffmpeg that comes with Duologue writes no MP3.
 */
export function mp3Speech(): { bytes: Uint8Array; seconds: number } {
  const file = path.join(import.meta.dirname, '../fixtures/speech/speech-24000-mono.mp3');
  return { bytes: readFileSync(file), seconds: 1.07 };
}

/** What the file was made of. */
export async function speechBehindMp3(): Promise<Int16Array> {
  return await speak(TEXT, 'birch');
}
