import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoggedConversation } from '../../src/contract/conversation-document.ts';
import { textFormatSchema } from '../../src/contract/export-api.ts';
import { TEXT_WRITERS } from '../../src/main/exports/texts/index.ts';
import type { TextContext } from '../../src/main/exports/texts/text-format.ts';
import { called, conversation, turn, word } from '../unit/exports/texts/samples.ts';

/*
 * `node hostile.ts FOLDER`: an export like any other, of what no rehearsal says: text that is markup to one
 * reader or another, equal names, turns of no length, turns of one side over each other, a call of 101 hours.
 */

const TEXTS = [
  'Hello & "welcome" <b>back</b> &amp; so on',
  'Zoë said: 日本語, שלום \u202Eand\u2066 👋🏽 e\u0301',
  '=1+1',
  '+49 30, @home, -5 °C',
  '{ a / b / @ } (well) --> so\\n {\\an8}',
  'two\n\nlines\r\nand\ta tab \u2028 and \u0000 \u001B[31m \u0085 more',
  '"unbalanced',
  "it's, \"quoted\", 'and' so; ;; on | # *not* _bold_ [x](y)",
  'NOTE 1 --> 2',
  '1',
  'lone \uD800 surrogate',
  'NA',
  '   ',
  '<NA>',
];

function hostile(id: string, [a, b]: [string, string], lateMs: number): LoggedConversation {
  const turns = TEXTS.map((text, index) => {
    // Now and then two of one side run into each other, and every fifth turn has no length.
    const startMs = index * 1000.25 + (index % 4 === 3 ? -400 : 0);
    const endMs = index % 5 === 4 ? startMs : startMs + 1500;
    const spoken = text.split(/[\s\p{Cc}]+/u).filter((part) => part !== '');
    const each = (endMs - startMs) / Math.max(1, spoken.length);
    const words = spoken.map((part, at) =>
      word(part, startMs + at * each, startMs + (at + 1) * each),
    );
    const side = index % 4 < 2 ? 'a' : 'b';
    return turn({ id: `${id}-${index}`, index, side, text, startMs, endMs, words });
  });
  const [startMs, endMs] = [lateMs, lateMs + 2500];
  const late = turn({ id: `${id}-late`, index: TEXTS.length, text: 'bye', startMs, endMs });
  const last = { ...late, interrupted: true, words: [word('bye', startMs, endMs)] };
  return conversation({ ...called(a, b), id, turns: [...turns, last], durationMs: endMs + 500 });
}

const CALLS: LoggedConversation[] = [
  hostile('equal-names', ['Ann  "Q" Lee', 'Ann "Q" Lee'], 20_000),
  hostile('no-names', ['NA', '<b>'], 363_600_000),
];

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name a folder.');

const texts = textFormatSchema.options;
const conversations = CALLS.map((one) => {
  const context: TextContext = {
    ...{ recordingId: 'conversation', audio: null, recordings: [], sampleRate: 48_000 },
    ...{ estimatedWords: true, assistant: 'b' },
  };
  mkdirSync(join(folder, one.id), { recursive: true });
  const files = texts.flatMap((format) => TEXT_WRITERS[format].write(one, context));
  return {
    ...{ id: one.id, folder: one.id },
    files: files.map(({ name, text }) => {
      const bytes = Buffer.from(text);
      writeFileSync(join(folder, one.id, name), bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { path: `${one.id}/${name}`, bytes: bytes.byteLength, sha256 };
    }),
  };
});
const options = {
  ...{ texts, audio: null, dataset: { kind: 'plain' }, augment: null },
  ...{ estimatedWords: true, assistant: 'b' },
};
const manifest = { options, files: [], conversations, incomplete: [] };
writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
