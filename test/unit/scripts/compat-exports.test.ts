import { expect, it } from 'vitest';
import { wantedExports } from '../../../scripts/lib/compat-exports.mjs';
import { findPython } from '../../../scripts/lib/python.mjs';
import {
  audioEncodingSchema,
  audioLayoutSchema,
  datasetKindSchema,
  textFormatSchema,
} from '../../../src/contract/export-api.ts';

/** What follows an option, in all exports. */
function given(option: string): string[] {
  return wantedExports().flatMap(({ args }) => {
    const at = args.indexOf(option);
    return at < 0 ? [] : args[at + 1]!.split(',');
  });
}

it('the field’s tools open every text format, encoding, layout and kind of dataset', () => {
  expect(given('--format')).toEqual(expect.arrayContaining([...textFormatSchema.options]));
  expect(given('--audio')).toEqual(expect.arrayContaining([...audioEncodingSchema.options]));
  expect(given('--layout')).toEqual(expect.arrayContaining([...audioLayoutSchema.options]));
  expect([...given('--dataset'), 'plain']).toEqual(
    expect.arrayContaining([...datasetKindSchema.options]),
  );
});

it('every export has a folder of its own, and the first holds the documents', () => {
  const exports = wantedExports();
  expect(new Set(exports.map(({ name }) => name)).size).toBe(exports.length);
  expect(exports[0]?.args.join(' ')).toContain('--format json,');
});

it('a Python that is too old, or not there, is told in a sentence', async () => {
  const found = await findPython([99, 0]);
  expect(found).toMatchObject({ command: null });
  expect(found.command === null && found.reason).toMatch(/Python 99\.0 or newer.*\.$/u);
});
