import { FRAME_MS, framesOf } from '../ear/frames.ts';
import type { Espeak } from '../voice/espeak.ts';
import { columnsOf, PAUSE, type Columns } from './columns.ts';
import { distance, featuresOf } from './features.ts';
import { cheapestWay, type Costs, type Course } from './path.ts';
import { medianPitch } from './pitch.ts';
import { speakReference, type Reference } from './reference.ts';
import { placed } from './placed-words.ts';
import type { SoundAlignment, SoundRequest } from './sound-request.ts';

/** Above this a speaker is taken for a woman: halfway between the usual pitches of both, in Hz. */
const FEMALE_HZ = 145;
/** Paces so different are matched first. */
const PACE_TOLERANCE = 0.1;
/** A frame of silence in a word, a stop in it, and a frame of speech in a pause; chance costs 1. */
const SILENCE_IN_WORD = 1.3;
const SILENCE_IN_STOP = 0.7;
const SPEECH_IN_PAUSE = 1.3;
/** Less activity than this in the reference is a stop. */
const STOP = 0.2;
/** Pairs of frames that tell how different frames are by chance. */
const CHANCE_PAIRS = 2000;

/**
 * Finds the words in the sound: espeak-ng speaks them, and what it says is laid against the sound by
 * dynamic time warping (as in Malfrère and Dutoit, "High-quality speech synthesis for phonetic speech
 * segmentation", 1997). Undefined when no way leads through: much too much or too little sound.
 *
 * @throws Error when espeak-ng doesn't speak the language
 */
export function alignSound(espeak: Espeak, request: SoundRequest): SoundAlignment | undefined {
  const { samples, sampleRate, segments } = request;
  const heard = framesOf(samples, sampleRate);
  const speech = speechFrames(heard.count, segments);
  const reference = pacedReference(espeak, request, sum(speech));
  const columns = columnsOf(reference.words);
  if (reference.words.length === 0 || sum(speech) === 0) return undefined;
  const course = courseOf(request, reference, columns, speech);
  const costs = costsOf(
    featuresOf(heard, (frame) => speech[frame] === 1),
    speech,
    reference,
  );
  const way = cheapestWay(columns, costs, course);
  // The same against the words backwards: what fits no better than that fits by chance.
  const backwards = { ...columns, frames: columns.frames.toReversed() };
  const chance = cheapestWay(backwards, costs, course);
  if (!way || !chance) return undefined;
  const found = placed(way.columns, columns, reference.words, request);
  return {
    words: found,
    fit: way.cost / Math.max(1e-6, chance.cost),
    unexplained: unexplained(way.columns, columns, speech),
    unevenness: unevenness(found, reference),
  };
}

function speechFrames(count: number, segments: SoundRequest['segments']): Uint8Array {
  const speech = new Uint8Array(count);
  for (const [from, to] of segments) {
    speech.fill(1, Math.ceil(from / FRAME_MS), Math.max(0, Math.ceil(to / FRAME_MS)));
  }
  return speech;
}

/** Speaks at about the pace of the sound. */
function pacedReference(espeak: Espeak, request: SoundRequest, speechCount: number): Reference {
  const { words, language, samples, sampleRate, segments } = request;
  const pitch = medianPitch(samples, sampleRate, segments);
  const gender = pitch !== undefined && pitch > FEMALE_HZ ? 'female' : 'male';
  const spoken = speakReference(espeak, { words, language, gender, speed: 1 });
  const ratio = lengthOf(spoken, request.expectedWords) / Math.max(1, speechCount);
  if (Math.abs(ratio - 1) <= PACE_TOLERANCE) return spoken;
  return speakReference(espeak, { words, language, gender, speed: ratio });
}

/** Frames of the first words. */
function lengthOf({ words }: Reference, expectedWords = Infinity): number {
  return words.reduce(
    (sum, { index, from, to }) => sum + (index < expectedWords ? to - from : 0),
    0,
  );
}

/** Word by word evenly through the speech: speech is spoken at a pace. */
function courseOf(
  { expectedWords }: SoundRequest,
  reference: Reference,
  { frames }: Columns,
  speech: Uint8Array,
): Course {
  const share = lengthOf(reference, expectedWords) / Math.max(1, lengthOf(reference));
  const total = Math.max(1, sum(speech));
  let passed = 0;
  const passedAt = Array.from(speech, (isSpeech) => (passed += isSpeech));
  return {
    expected: (frame) => ((passedAt[frame] ?? total) / total) * share * frames.length,
    isOpenEnded: expectedWords !== undefined,
  };
}

function costsOf(heard: Float32Array, speech: Uint8Array, { frames, words }: Reference): Costs {
  const inWords = new Uint8Array(frames.count);
  for (const { from, to } of words) inWords.fill(1, from, to);
  const spoken = featuresOf(frames, (frame) => inWords[frame] === 1);
  const chance = chanceDistance([heard, framesWith(speech)], [spoken, framesWith(inWords)]);
  return {
    count: speech.length,
    spoken: (frame, reference) => {
      if (speech[frame] === 1) return distance(heard, frame, spoken, reference) / chance;
      return frames.activity[reference]! < STOP ? SILENCE_IN_STOP : SILENCE_IN_WORD;
    },
    pause: (frame) => (speech[frame] === 1 ? SPEECH_IN_PAUSE : 0),
  };
}

/** How different a frame of speech and one of the reference are on average; spread by large primes. */
function chanceDistance(
  [heard, heardFrames]: [Float32Array, number[]],
  [spoken, spokenFrames]: [Float32Array, number[]],
): number {
  let total = 0;
  for (let pair = 0; pair < CHANCE_PAIRS; pair += 1) {
    const frame = heardFrames[(pair * 7919) % heardFrames.length]!;
    total += distance(heard, frame, spoken, spokenFrames[(pair * 104_729) % spokenFrames.length]!);
  }
  return Math.max(1e-6, total / CHANCE_PAIRS);
}

/** The share of the speech that lies on pauses. */
function unexplained(way: Int32Array, { frames }: Columns, speech: Uint8Array): number {
  const inPauses = way.filter((column, frame) => speech[frame] === 1 && frames[column] === PAUSE);
  return inPauses.length / sum(speech);
}

function unevenness(words: SoundAlignment['words'], reference: Reference): number {
  let [total, length] = [0, 0];
  for (const { index, from, to } of reference.words) {
    const word = words[index];
    if (!word) continue;
    const frames = Math.max(1, (word.endMs - word.startMs) / FRAME_MS);
    total += (to - from) * Math.abs(Math.log(frames / (to - from)));
    length += to - from;
  }
  return total / Math.max(1, length);
}

function framesWith(flags: Uint8Array): number[] {
  const frames: number[] = [];
  flags.forEach((flag, frame) => {
    if (flag === 1) frames.push(frame);
  });
  return frames;
}

function sum(flags: Uint8Array): number {
  return flags.reduce((total, flag) => total + flag, 0);
}
