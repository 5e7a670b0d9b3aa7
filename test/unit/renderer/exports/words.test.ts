import { describe, expect, it } from 'vitest';
import { audioOptionsSchema } from '../../../../src/contract/export-api.ts';
import { NO_AUGMENT } from '../../../../src/renderer/exports/augment-form.ts';
import { augmentWords } from '../../../../src/renderer/exports/augment-request.ts';
import { drawnFiles, drawnWords } from '../../../../src/renderer/exports/drawn-files.ts';
import { USUAL_FORM } from '../../../../src/renderer/exports/export-form.ts';
import {
  isPointless,
  measureWords,
  missingWords,
} from '../../../../src/renderer/exports/measure-words.ts';
import { scopesOf } from '../../../../src/renderer/exports/scopes.ts';
import {
  audioSummary,
  augmentSummary,
  datasetSummary,
  textSummary,
} from '../../../../src/renderer/exports/summaries.ts';

const names = { a: 'Maya', b: 'Sam' };
const audio = (change: object) => audioOptionsSchema.parse(change);

describe('the parts of the form in a line', () => {
  it('text', () => {
    expect(textSummary({ texts: [] })).toBe('None');
    expect(textSummary({ texts: ['txt', 'vtt', 'json'] })).toBe('Text, WebVTT and JSON');
  });

  it('audio', () => {
    const line = (change: object, telephone = false) =>
      audioSummary(
        { withAudio: true, audio: audio(change), augment: { ...NO_AUGMENT, telephone } },
        names,
      );
    expect(line({})).toBe('WAV, stereo (left: Maya), 48 kHz');
    expect(line({ left: 'b', stems: true })).toContain('(left: Sam), 48 kHz, clean stems too');
    expect(line({ layout: 'split', encoding: 'opus' }, true)).toBe(
      'Opus, one file per side, 8 kHz (telephone)',
    );
    expect(audioSummary({ ...USUAL_FORM, withAudio: false }, names)).toBe('None');
  });

  it('dataset', () => {
    expect(datasetSummary(USUAL_FORM)).toBe('Plain folders');
    expect(datasetSummary({ ...USUAL_FORM, kind: 'nemo', split: true })).toBe(
      'NeMo, 80 % train, 10 % valid, 10 % test, pairs kept together',
    );
  });

  it('sound effects, in the order in which they are done', () => {
    expect(augmentSummary(USUAL_FORM)).toBe('The sound stays as it is');
    const augment = {
      ...NO_AUGMENT,
      telephone: true,
      noise: 'babble' as const,
      reverbPath: '/rooms/hall.wav',
      level: { from: '-6', to: '0' },
      loss: { from: '7', to: '' },
    };
    expect(augmentWords(augment)).toEqual([
      'the sound of a room (hall.wav)',
      'level −6 to 0 dB',
      '4 voices babbling 10 to 20 dB below the speech',
      'a telephone’s band',
      '7 % of packets lost',
    ]);
    expect(augmentSummary({ withAudio: true, augment })).toMatch(/^The sound of a room/);
    expect(augmentSummary({ withAudio: false, augment })).toBe('The sound stays as it is');
  });
});

it('the drawing of channels says in words what it shows', () => {
  const words = (change: object) => drawnWords(drawnFiles(audio(change), names));
  expect(words({})).toBe('One file. Left: Maya, Right: Sam');
  expect(words({ left: 'b' })).toBe('One file. Left: Sam, Right: Maya');
  expect(words({ layout: 'split', left: 'b' })).toBe('Two files. Maya; Sam');
  expect(words({ layout: 'mix' })).toBe('One file. Both voices');
});

describe('the measure', () => {
  const measure = { conversations: 12, durationMs: 3_790_000, bytes: 642_000_000 };
  const of = (withoutAudio: number, withoutStems: number, conversations = 12) => ({
    ...{ ...measure, conversations, withoutAudio, withoutStems },
  });

  it('in words', () => {
    expect(measureWords(of(0, 0))).toBe('12 conversations, 1 h 3 min, about 642 MB');
    expect(measureWords(of(0, 0, 1), true)).toBe('A clip, 1 h 3 min, about 642 MB');
  });

  it.each([
    [of(0, 12), {}, undefined],
    [of(3, 12), {}, '3 of them have no recording: only text is written there.'],
    [of(12, 12), {}, 'None has a recording: only text is written there.'],
    [of(1, 1, 1), {}, 'It has no recording: only text is written there.'],
    [
      of(3, 0),
      { kind: 'nemo' as const },
      '3 of them have no recording: nothing can be written there.',
    ],
    [of(3, 0), { withAudio: false }, undefined],
    [of(0, 5), { audio: audio({ stems: true }) }, '5 of them have no clean stems.'],
  ])('says what will be missing: %#', (given, change, words) => {
    expect(missingWords(given, { ...USUAL_FORM, ...change })).toBe(words);
  });
});

it('an export of sound alone is pointless where there is none', () => {
  const none = { conversations: 2, durationMs: 0, bytes: 0, withoutAudio: 2, withoutStems: 2 };
  expect(isPointless(none, USUAL_FORM)).toBe(false);
  expect(isPointless(none, { ...USUAL_FORM, texts: [] })).toBe(true);
  expect(isPointless(none, { ...USUAL_FORM, kind: 'nemo' })).toBe(true);
  expect(isPointless({ ...none, withoutAudio: 1 }, { ...USUAL_FORM, kind: 'nemo' })).toBe(false);
  expect(isPointless({ ...none, conversations: 0, withoutAudio: 0 }, USUAL_FORM)).toBe(true);
});

describe('scopesOf', () => {
  const ids = (...args: Parameters<typeof scopesOf>) => scopesOf(...args).map(({ id }) => id);

  it('offers what makes a difference', () => {
    expect(ids([], '', {})).toEqual(['everything']);
    expect(ids([], '', { trash: true })).toEqual(['everything']);
    expect(ids(['x'], '', {})).toEqual(['selected', 'everything']);
    expect(ids(['x'], ' parcel ', { tag: ['good'] })).toEqual(['selected', 'shown', 'everything']);
  });

  it('asks for exactly what is shown', () => {
    const [shown] = scopesOf([], ' parcel ', { tag: ['good'] });
    expect(shown).toEqual({
      id: 'shown',
      label: 'All that search and filters show',
      selection: { kind: 'matching', query: 'parcel', filter: { tag: ['good'] } },
    });
  });
});
