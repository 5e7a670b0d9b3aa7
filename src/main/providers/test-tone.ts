import { WAV_HEADER_BYTES, wavHeader } from '../../contract/wav-format.ts';

const RATE = 16_000;
const SAMPLES = 0.6 * RATE;
const PITCH_HZ = 220;

/** A soft tone of 0.6 s as a WAV file (mono, 16 bit, 16 kHz): enough for an ear to take or refuse. */
export function testTone(): File {
  const dataBytes = SAMPLES * 2;
  const bytes = new Uint8Array(WAV_HEADER_BYTES + dataBytes);
  bytes.set(wavHeader({ sampleRate: RATE, channels: 1, dataBytes }));
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < SAMPLES; at += 1) {
    const swell = Math.sin((Math.PI * at) / SAMPLES);
    const sample = 6000 * swell * Math.sin((2 * Math.PI * PITCH_HZ * at) / RATE);
    view.setInt16(WAV_HEADER_BYTES + at * 2, Math.round(sample), true);
  }
  return new File([bytes], 'tone.wav', { type: 'audio/wav' });
}
