import { describe, expect, it } from 'vitest';
import { BANDS, framesOf } from '../../../src/rehearsal/ear/frames.ts';
import { DEFAULT_VOICE, VOICES, findVoice } from '../../../src/rehearsal/voice/voices.ts';
import { SENTENCES } from './support/sentences.ts';
import { say } from './support/say.ts';
import { levelOf } from './support/sound.ts';

const TEXT = `${SENTENCES[5]} ${SENTENCES[12]} ${SENTENCES[24]}`;
const spoken = VOICES.map(({ name }) => ({ name, ...say(TEXT, name) }));

/** The level while speaking: of the frames within 40 dB of the loudest. */
function activeLevel(samples: Float32Array): number {
  const levels: number[] = [];
  for (let at = 0; at + 480 <= samples.length; at += 480) {
    levels.push(levelOf(samples.subarray(at, at + 480)));
  }
  const loudest = Math.max(...levels);
  const active = levels.filter((level) => level > loudest - 40).map((level) => 10 ** (level / 10));
  return 10 * Math.log10(active.reduce((sum, power) => sum + power, 0) / active.length);
}

/** The average spectrum of the voiced frames, in dB per band. */
function timbre(samples: Float32Array): number[] {
  const { bands, activity, count } = framesOf(samples, 24_000);
  const sums = new Array<number>(BANDS).fill(0);
  let total = 0;
  for (let frame = 0; frame < count; frame += 1) {
    if (activity[frame]! < 0.9) continue;
    total += 1;
    for (let band = 0; band < BANDS; band += 1) sums[band]! += bands[frame * BANDS + band]!;
  }
  return sums.map((sum) => sum / total);
}

/** The median pitch in Hz, by autocorrelation of the loud stretches. */
function pitch(samples: Float32Array): number {
  const found: number[] = [];
  for (let at = 0; at + 1600 < samples.length; at += 1200) {
    if (levelOf(samples.subarray(at, at + 800)) < -24) continue;
    let best = { lag: 0, value: 0 };
    for (let lag = 70; lag < 400; lag += 1) {
      let value = 0;
      for (let index = 0; index < 800; index += 2) {
        value += samples[at + index]! * samples[at + index + lag]!;
      }
      if (value > best.value) best = { lag, value };
    }
    if (best.lag > 0) found.push(24_000 / best.lag);
  }
  return found.sort((a, b) => a - b)[found.length >> 1]!;
}

describe('the voices', () => {
  it('are at least ten, with names of their own, for both genders', () => {
    expect(new Set(VOICES.map(({ name }) => name)).size).toBeGreaterThanOrEqual(10);
    expect(new Set(VOICES.map(({ gender }) => gender)).size).toBe(2);
    expect(findVoice(' Birch ')?.name).toBe('birch');
    expect(findVoice(DEFAULT_VOICE)).toBeDefined();
    expect(findVoice('nobody')).toBeUndefined();
  });

  it.each(spoken)('$name speaks at −20 dBFS and never clips', ({ samples }) => {
    expect(Math.abs(activeLevel(samples) + 20)).toBeLessThan(1.5);
    expect(samples.every((sample) => Math.abs(sample) < 0.999)).toBe(true);
  });

  it('are told apart by ear: by pitch, pace or timbre', () => {
    const heard = spoken.map(({ name, samples, durationMs }) => ({
      name,
      pitch: pitch(samples),
      pace: durationMs,
      timbre: timbre(samples),
    }));
    for (const [index, one] of heard.entries()) {
      for (const other of heard.slice(index + 1)) {
        const inPitch = Math.abs(Math.log2(one.pitch / other.pitch)) * 12;
        const inPace = Math.abs(Math.log(one.pace / other.pace)) * 100;
        const inTimbre =
          one.timbre.reduce((sum, db, band) => sum + Math.abs(db - other.timbre[band]!), 0) / BANDS;
        // Semitones, per cent and dB: each unit is about what a listener notices.
        expect(inPitch + inPace / 5 + inTimbre, `${one.name} and ${other.name}`).toBeGreaterThan(3);
      }
    }
  });
});
