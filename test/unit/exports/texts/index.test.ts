import { expect, it } from 'vitest';
import { textFormatSchema } from '../../../../src/contract/export-api.ts';
import { TEXT_WRITERS } from '../../../../src/main/exports/texts/index.ts';
import { context, conversation } from './samples.ts';

it('every format has a title, a sentence, and file names of its own that it keeps to', () => {
  const of = context({ recordingId: 'rec-1' });
  const writers = textFormatSchema.options.map((format) => TEXT_WRITERS[format]);
  const names = writers.flatMap((writer) => {
    expect(writer.title).not.toBe('');
    expect(writer.about).toMatch(/\.$/u);
    expect(writer.write(conversation(), of).map(({ name }) => name)).toEqual(writer.names(of));
    return writer.names(of);
  });
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  expect(names.every((name) => /^rec-1\.[\w.]+$/u.test(name))).toBe(true);
});

it('nothing said: every format still gives a file that holds nothing', () => {
  for (const writer of Object.values(TEXT_WRITERS)) {
    const files = writer.write(conversation({ turns: [], durationMs: 0 }), context());
    for (const { text } of files) expect(text).not.toMatch(/NaN|undefined|Infinity/u);
  }
});
