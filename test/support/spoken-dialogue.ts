import { Resampler } from '../../src/rehearsal/voice/resampler.ts';
import { VOICE_RATE } from '../../src/rehearsal/voice/utterance.ts';
import { say } from '../unit/rehearsal/support/say.ts';

const RATE = 48_000;
const PAUSE_SECONDS = 0.3;
/** As of a quiet microphone: two bits of hiss. */
const HISS = 3;

const LINES = [
  'Good morning, this is the parcel desk. What can I do for you today?',
  'I am waiting for a parcel that should have come on Tuesday, and nobody can tell me where it is.',
  'I am sorry to hear that. Could you give me the reference number, please? It has nine digits.',
  'Yes, of course. It is four seven one, two two zero, nine eight three.',
  'Thank you. One moment. It left the depot yesterday evening, and should be with you before noon.',
  'Wonderful. If it does not come, may I call this number again?',
];

/** Two people who take turns, spoken by the rehearsal voice: stereo, 48 kHz, about half a minute. */
export function spokenDialogue(): Int16Array {
  const turns = LINES.map((line, at) => ({ at, samples: spoken(line, at % 2 ? 'ash' : 'birch') }));
  const pause = PAUSE_SECONDS * RATE;
  const frames = turns.reduce((sum, { samples }) => sum + samples.length + pause, 0);
  const stereo = hiss(frames * 2);
  let from = 0;
  for (const { at, samples } of turns) {
    samples.forEach((sample, i) => {
      const place = 2 * (from + i) + (at % 2);
      stereo[place] = (stereo[place] ?? 0) + Math.round(sample * 32_767);
    });
    from += samples.length + pause;
  }
  return stereo;
}

function spoken(line: string, voice: string): Float32Array {
  const resampler = new Resampler(VOICE_RATE, RATE);
  const beginning = resampler.push(say(line, voice).samples);
  const end = resampler.flush();
  const whole = new Float32Array(beginning.length + end.length);
  whole.set(beginning);
  whole.set(end, beginning.length);
  return whole;
}

/** Always the same. */
function hiss(length: number): Int16Array {
  let state = 1;
  return Int16Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.round((state / 2 ** 32 - 0.5) * 2 * HISS);
  });
}
