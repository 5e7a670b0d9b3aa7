import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  audioOptionsSchema,
  datasetKindSchema,
  startExportSchema,
  textFormatSchema,
} from '../../../../src/contract/export-api.ts';
import { NO_AUGMENT } from '../../../../src/renderer/exports/augment-form.ts';
import {
  parseForm,
  USUAL_FORM,
  withText,
  type ExportForm,
} from '../../../../src/renderer/exports/export-form.ts';
import { readForm } from '../../../../src/renderer/exports/export-request.ts';
import { PRESETS, presetOf, withPreset } from '../../../../src/renderer/exports/presets.ts';

const one = { selection: { kind: 'ids' as const, ids: ['x'] } };
const read = (change: Partial<ExportForm>, directory = '') =>
  readForm({ ...USUAL_FORM, ...change }, one, directory);

describe('readForm', () => {
  it('asks for what one has never changed: text, JSON and the recording', () => {
    const { request, problems } = read({});
    expect(problems).toEqual({});
    expect(startExportSchema.parse(request)).toMatchObject({
      selection: one.selection,
      options: {
        texts: ['txt', 'json'],
        audio: { encoding: 'wav', layout: 'stereo', sampleRate: 48_000, left: 'a', stems: false },
        dataset: { kind: 'plain', split: null },
        augment: null,
      },
    });
    expect(request).not.toHaveProperty('directory');
  });

  it('whatever is switched on and off, it is valid for the host or says at a field what is wrong', () => {
    const form = fc.record({
      texts: fc.subarray([...textFormatSchema.options]),
      withAudio: fc.boolean(),
      audio: fc
        .record({
          encoding: fc.constantFrom('wav', 'flac', 'opus'),
          layout: fc.constantFrom('stereo', 'split', 'mix'),
          stems: fc.boolean(),
        })
        .map((audio) => audioOptionsSchema.parse(audio)),
      kind: fc.constantFrom(...datasetKindSchema.options),
      split: fc.boolean(),
      name: fc.string({ maxLength: 120 }),
      splitSeed: fc.oneof(fc.constant('7'), fc.string({ maxLength: 4 })),
      augment: fc.record({
        telephone: fc.boolean(),
        noise: fc.constantFrom('none', 'pink', 'babble', 'file'),
        snr: fc.record({ from: fc.constantFrom('', '5', 'x'), to: fc.constantFrom('', '3', '20') }),
        loss: fc.constant({ from: '2', to: '' }),
      }),
    });
    fc.assert(
      fc.property(form, (change) => {
        const augment = { ...NO_AUGMENT, ...change.augment } as ExportForm['augment'];
        const { request, problems } = read({ ...change, augment });
        if (request) expect(startExportSchema.safeParse(request).success).toBe(true);
        else expect(Object.values(problems).join('')).not.toBe('');
      }),
    );
  });

  it.each<[string, Partial<ExportForm>, string]>([
    ['texts', { texts: [], withAudio: false }, 'There is nothing to write'],
    ['audio', { withAudio: false, kind: 'nemo' }, 'choose an audio format'],
    [
      'audio',
      { kind: 'moshi', texts: [], audio: audioOptionsSchema.parse({ layout: 'mix' }) },
      'stereo',
    ],
    [
      'audio',
      { kind: 'moshi', texts: [], audio: audioOptionsSchema.parse({ encoding: 'opus' }) },
      'Opus',
    ],
    ['texts', { kind: 'moshi' }, 'leave out JSON'],
    ['name', { kind: 'nemo', name: ' ' }, 'needs a name'],
    ['license', { kind: 'nemo', license: '' }, 'SPDX'],
    ['splitSeed', { split: true, splitSeed: '-1' }, 'whole number'],
    ['snr', { augment: { ...NO_AUGMENT, noise: 'pink', snr: { from: '', to: '' } } }, 'dB'],
    ['snr', { augment: { ...NO_AUGMENT, noise: 'pink', snr: { from: '20', to: '5' } } }, 'above'],
    ['noisePath', { augment: { ...NO_AUGMENT, noise: 'file' } }, 'whole path'],
    ['reverbPath', { augment: { ...NO_AUGMENT, reverbPath: 'room.wav' } }, 'whole path'],
    ['loss', { augment: { ...NO_AUGMENT, loss: { from: '80', to: '' } } }, 'from 0 to 50'],
  ])('says at %s what is wrong', (field, change, words) => {
    const { request, problems } = read(change);
    expect(request).toBeUndefined();
    expect(problems).toEqual({ [field]: expect.stringContaining(words) });
  });

  it('takes a whole path of any system as the folder, and no other', () => {
    for (const path of ['/tmp/x', 'C:\\data', 'c:/data', '\\\\server\\share'])
      expect(read({}, path).request).toMatchObject({ directory: path });
    expect(read({}, 'data/x').problems.directory).toContain('whole path');
  });

  it('wants a selection for a clip', () => {
    expect(readForm(USUAL_FORM, { ...one, clip: null }, '').problems.what).toContain('selected');
    const clip = { fromMs: 100, toMs: 2000 };
    expect(readForm(USUAL_FORM, { ...one, clip }, '').request).toMatchObject({ clip });
  });

  it('what is wrong with effects is no matter without audio', () => {
    const augment = { ...NO_AUGMENT, noise: 'file' as const };
    expect(read({ withAudio: false, augment }).problems).toEqual({});
  });
});

describe('the form that is remembered', () => {
  it('comes back as it was', () => {
    const form = withPreset({ ...USUAL_FORM, name: 'Calls' }, PRESETS[3]!);
    expect(parseForm(JSON.stringify(form))).toEqual(form);
  });

  it.each([null, '', '{', '[]', '7', '{"texts":["doc"],"shares":{"train":80}}'])(
    'is the usual one where nothing sound is stored: %j',
    (stored) => {
      expect(parseForm(stored)).toEqual(USUAL_FORM);
    },
  );

  it('keeps what is sound beside what is not', () => {
    expect(parseForm('{"kind":"lhotse","audio":{"sampleRate":11025}}')).toEqual({
      ...USUAL_FORM,
      kind: 'lhotse',
    });
  });
});

describe('presets', () => {
  it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    '%s can be exported at once, and is known again',
    (_, preset) => {
      const form = withPreset(USUAL_FORM, preset);
      expect(readForm(form, one, '').problems).toEqual({});
      expect(presetOf(form)).toBe(preset);
      expect(presetOf(parseForm(JSON.stringify(form)))).toBe(preset);
    },
  );

  it('a form that was changed is none of them', () => {
    expect(presetOf(USUAL_FORM)?.id).toBe('listen');
    expect(presetOf(withText(USUAL_FORM, 'vtt', true))).toBeUndefined();
    expect(presetOf({ ...USUAL_FORM, name: 'Another name' })?.id).toBe('listen');
  });
});

it('formats keep the order of the list', () => {
  const form = withText(withText(USUAL_FORM, 'ctm', true), 'md', true);
  expect(form.texts).toEqual(['json', 'txt', 'md', 'ctm']);
  expect(withText(form, 'txt', false).texts).toEqual(['json', 'md', 'ctm']);
});
