import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { audioOptionsSchema, datasetOptionsSchema } from '../../../../src/contract/export-api.ts';
import { datasetCard, type CardFacts } from '../../../../src/main/exports/datasets/card.ts';

function card(more: Partial<CardFacts> = {}, dataset: object = {}) {
  const text = datasetCard({
    dataset: datasetOptionsSchema.parse({ kind: 'audiofolder', ...dataset }),
    audio: audioOptionsSchema.parse({ encoding: 'flac', left: 'b' }),
    parts: [
      { part: 'train', conversations: 900, durationMs: 3_600_000 },
      { part: 'valid', conversations: 200, durationMs: 1_800_000 },
    ],
    ...{ languages: ['de', 'en'], sampleRate: 16_000, appVersion: '1.2.3', augmented: null },
    ...more,
  });
  const [, front = '', ...body] = text.split('---\n');
  return { front: parse(front) as Record<string, unknown>, body: body.join('---\n') };
}

it('has what the hub reads', () => {
  expect(card({}, { name: 'Calls: “late” #1', license: 'CC-BY-4.0' }).front).toMatchObject({
    ...{ pretty_name: 'Calls: “late” #1', license: 'cc-by-4.0', language: ['de', 'en'] },
    size_categories: ['1K<n<10K'],
    configs: [
      {
        config_name: 'default',
        data_files: [
          { split: 'train', path: ['train/*.flac', 'train/metadata.jsonl'] },
          { split: 'validation', path: ['validation/*.flac', 'validation/metadata.jsonl'] },
        ],
      },
    ],
  });
});

it('has what a person reads', () => {
  const { body } = card({ augmented: 'telephone band' }, { name: 'A <b>[x](y)' });
  expect(body).toContain('# A \\<b\\>\\[x\\](y)');
  expect(body).toContain('| validation | 200 | 0.50 |');
  expect(body).toContain('FLAC, 16000 Hz, stereo: side b is left, side a is right.');
  expect(body).toContain('Augmented: telephone band.');
});

it('of another kind has no configuration of that reader', () => {
  const { front, body } = card({}, { kind: 'lhotse' });
  expect(front['configs']).toBeUndefined();
  expect(body).toContain('with_path_prefix');
});
