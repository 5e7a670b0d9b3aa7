import { expect, it } from 'vitest';
import { startExportSchema, type StartExport } from '../../../src/contract/export-api.ts';

const ids = { kind: 'ids', ids: ['one'] } as const;
const request = (options: StartExport['options'], more: Partial<StartExport> = {}) =>
  startExportSchema.safeParse({ selection: ids, options, ...more });

it.each<[string, StartExport['options'], Partial<StartExport>?]>([
  ['nothing to write', {}],
  ['a dataset without audio', { texts: ['json'], dataset: { kind: 'nemo' } }],
  ['Moshi without channels', { audio: { layout: 'mix' }, dataset: { kind: 'moshi' } }],
  ['Moshi with Opus', { audio: { encoding: 'opus' }, dataset: { kind: 'moshi' } }],
  ['Moshi with JSON', { texts: ['json'], audio: {}, dataset: { kind: 'moshi' } }],
  ['augmentation without audio', { texts: ['txt'], augment: { telephone: true } }],
  [
    'parts that are not a whole',
    { audio: {}, dataset: { split: { train: 0.5, valid: 0.1, test: 0.1 } } },
  ],
  [
    'a clip of several',
    { audio: {} },
    { selection: { kind: 'matching' }, clip: { fromMs: 0, toMs: 1 } },
  ],
])('an export is refused that makes no sense: %s', (_what, options, more) => {
  const { success, error } = request(options, more);
  expect(success).toBe(false);
  expect(error?.issues[0]?.message).toMatch(/[.:]/);
});

it.each<[string, StartExport['options']]>([
  ['audio alone', { audio: {} }],
  ['a text alone', { texts: ['txt'] }],
  ['a dataset', { audio: { encoding: 'opus', layout: 'split' }, dataset: { kind: 'lhotse' } }],
  ['Moshi', { texts: ['vtt'], audio: { encoding: 'flac' }, dataset: { kind: 'moshi' } }],
])('an export is taken: %s', (_what, options) => {
  expect(request(options).error).toBeUndefined();
});
