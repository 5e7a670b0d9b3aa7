import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { augmentSchema, type Augment } from '../../../../src/contract/augment.ts';
import { checkAugmentFiles, prepareAugment } from '../../../../src/main/audio/augment/prepare.ts';
import { resolveAugment } from '../../../../src/main/audio/augment/resolve.ts';
import { SpeechMeter } from '../../../../src/main/audio/augment/speech-meter.ts';
import { augmented } from '../../../../src/main/audio/augment/stream.ts';
import {
  chance,
  collect,
  db,
  interleaved,
  lag,
  peak,
  rms,
  run,
  scratch,
  speechLike,
  writeWav,
} from '../support.ts';

const RATE = 16_000;
const speech = speechLike(RATE, 8);
const other = speechLike(RATE, 8, 2).map((sample) => sample / 2);

async function* pieces(pcm = interleaved(speech, other)): AsyncGenerator<Int16Array> {
  for (let at = 0; at < pcm.length; at += 2 * RATE) yield pcm.subarray(at, at + 2 * RATE);
}

async function effectsOf(augment: Partial<Augment>) {
  const resolved = resolveAugment(augmentSchema.parse(augment), 'c1', []);
  return prepareAugment(resolved, { rate: RATE, read: () => pieces(), directory: scratch() });
}

function room(): string {
  const next = chance(9);
  const tail = Float32Array.from({ length: 9600 }, (_, i) =>
    i < 100 ? 0 : i === 100 ? 0.9 : 0.2 * next() * Math.exp(-i / 2500),
  );
  return writeWav(path.join(scratch(), 'room.wav'), interleaved(tail), 1, RATE);
}

function levelOf(samples: Float32Array): number {
  const meter = new SpeechMeter(RATE);
  meter.push(samples);
  return meter.speechLevel ?? 0;
}

it('leaves every bit as it is when there is nothing to do', async () => {
  const pcm = interleaved(speech, other);
  expect(await collect(augmented(pieces(pcm), await effectsOf({})))).toEqual(pcm);
});

it('sets the noise against the speech as it is then: behind reverb and level', async () => {
  const before: Partial<Augment> = { reverb: { path: room() }, levelDb: -9 };
  const clean = run(await effectsOf(before), speech, other);
  const noisy = run(
    await effectsOf({ ...before, noise: { kind: 'pink', snrDb: 15 } }),
    speech,
    other,
  );
  for (const side of [0, 1] as const) {
    const noise = noisy[side].map((sample, i) => sample - (clean[side][i] ?? 0));
    expect(Math.abs(db(levelOf(clean[side]) / rms(noise)) - 15)).toBeLessThan(0.5);
  }
});

it('keeps the energy of a side in a room', async () => {
  const [a, b] = run(await effectsOf({ reverb: { path: room() } }), speech, other);
  expect(Math.abs(db(rms(a) / rms(speech)))).toBeLessThan(0.1);
  expect(Math.abs(db(rms(b) / rms(other)))).toBeLessThan(0.1);
});

it('moves nothing with everything at once, and never clips', async () => {
  const all = await effectsOf({
    reverb: { path: room() },
    levelDb: 20,
    noise: { kind: 'pink', snrDb: 10 },
    telephone: true,
    packetLoss: { rate: 0.05, burst: 2 },
  });
  const [a, b] = run(all, speech, other);
  expect(a.length).toBe(speech.length);
  expect(lag(speech, a)).toBe(0);
  expect(lag(other, b)).toBe(0);
  expect(Math.max(peak(a), peak(b))).toBeLessThan(1);
});

describe('refuses', () => {
  const text = () => {
    const file = path.join(scratch(), 'notes.wav');
    writeFileSync(file, 'no sound');
    return file;
  };
  const silent = (seconds: number) =>
    writeWav(path.join(scratch(), 'quiet.wav'), new Int16Array(RATE * seconds), 1, RATE);
  const long = () =>
    writeWav(path.join(scratch(), 'long.wav'), interleaved(speechLike(RATE, 11)), 1, RATE);
  const short = () => writeWav(path.join(scratch(), 's.wav'), Int16Array.of(5000, -5000), 1, RATE);
  const noise = (file: string): Partial<Augment> => ({
    noise: { kind: 'file', snrDb: 10, path: file },
  });
  const reverb = (file: string): Partial<Augment> => ({ reverb: { path: file } });

  it.each<[string, () => Partial<Augment>, string, RegExp]>([
    [
      'a noise that is missing',
      () => noise('/nowhere/n.wav'),
      'not-found',
      /noise file n\.wav isn't there/,
    ],
    ['a folder of noise', () => noise('/'), 'not-found', /isn't there/],
    [
      'a noise that is a text',
      () => noise(text()),
      'invalid-input',
      /notes\.wav can't be read as audio/,
    ],
    ['a silent noise', () => noise(silent(2)), 'invalid-input', /quiet\.wav is silent/],
    ['a noise of two samples', () => noise(short()), 'invalid-input', /shorter than a tenth/],
    [
      'a response that is missing',
      () => reverb('/nowhere/r.wav'),
      'not-found',
      /impulse response r\.wav isn't/,
    ],
    ['a response that is a text', () => reverb(text()), 'invalid-input', /can't be read as audio/],
    ['a silent response', () => reverb(silent(1)), 'invalid-input', /is silent/],
    [
      'a response that is too long',
      () => reverb(long()),
      'invalid-input',
      /longer than 10 seconds/,
    ],
  ])('%s', async (_, make, code, message) => {
    const augment = make();
    const wanted = {
      data: { code, message: expect.stringMatching(message), remedy: expect.any(String) },
    };
    await expect(effectsOf(augment)).rejects.toMatchObject(wanted);
    await expect(checkAugmentFiles(augmentSchema.parse(augment))).rejects.toMatchObject(wanted);
  });
});
