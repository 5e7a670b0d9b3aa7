import { loadEspeak, type Espeak } from '../../../src/rehearsal/voice/espeak.ts';
import { joinPcm } from '../../../src/rehearsal/voice/pcm.ts';
import { Resampler } from '../../../src/rehearsal/voice/resampler.ts';
import { Utterance, VOICE_RATE } from '../../../src/rehearsal/voice/utterance.ts';
import { findVoice, VOICES } from '../../../src/rehearsal/voice/voices.ts';

/** Rate of OpenAI's `pcm`, Hz. */
export const FAKE_RATE = VOICE_RATE;

let espeak: Promise<Espeak> | undefined;

/** Real speech, so that a model of voice activity hears it. Any voice name is taken. */
export async function speak(
  text: string,
  voice: string,
  { speed = 1, sampleRate = FAKE_RATE } = {},
): Promise<Int16Array<ArrayBuffer>> {
  espeak ??= loadEspeak();
  const pieces: Int16Array[] = [];
  const utterance = new Utterance(await espeak, { text, voice: voiceFor(voice), speed });
  while (utterance.step(({ pcm }) => pieces.push(pcm)));
  const pcm = joinPcm(...pieces);
  return sampleRate === FAKE_RATE ? pcm : resampled(pcm, sampleRate);
}

/** One of espeak-ng's for each name. */
function voiceFor(name: string): (typeof VOICES)[number] {
  const sum = Buffer.from(name).reduce((total, byte) => total + byte, 0);
  return findVoice(name) ?? VOICES[sum % VOICES.length]!;
}

function resampled(pcm: Int16Array, sampleRate: number): Int16Array<ArrayBuffer> {
  const resampler = new Resampler(FAKE_RATE, sampleRate);
  const input = Float32Array.from(pcm);
  return Int16Array.from([...resampler.push(input), ...resampler.flush()], (sample) =>
    Math.max(-32_768, Math.min(32_767, Math.round(sample))),
  );
}
