import type { LoggedConversation } from '../../../../src/contract/conversation-document.ts';
import type { Turn, Word } from '../../../../src/contract/conversation.ts';
import type { TextContext, TextWriter } from '../../../../src/main/exports/texts/text-format.ts';
import { config } from '../../conversations/samples.ts';

export function turn(more: Partial<Turn> = {}): Turn {
  const text = more.text ?? 'Hello there.';
  return {
    ...{ id: 't1', index: 0, side: 'b', speaker: 'Ben', text, intended: text, heard: null },
    ...{ startMs: 0, endMs: 1000, interrupted: false, words: [], segments: [], gapMs: null },
    ...more,
  };
}

export function word(text: string, startMs: number, endMs: number, more: Partial<Word> = {}): Word {
  return { text, startMs, endMs, origin: 'aligned', ...more };
}

export function conversation(more: Partial<LoggedConversation> = {}): LoggedConversation {
  return {
    ...{ id: '019ab000-0000-7000-8000-0000abcd1234', title: 'Late parcel', status: 'completed' },
    ...{ endReason: 'goodbye', endMessage: 'Ben said goodbye.', error: null, config: config() },
    ...{ createdAt: '2026-11-23T11:04:00.000Z', endedAt: '2026-11-23T11:05:12.000Z' },
    ...{ durationMs: 6500, turns: small, recordings: [], metrics: null, egress: null },
    usage: null,
    ...{ notes: '', tags: [], trashedAt: null, events: [] },
    ...more,
  };
}

/** Names of the two sides; everything else as it is. */
export function called(a: string, b: string): Pick<LoggedConversation, 'config'> {
  const plain = config();
  const { personas } = plain;
  return {
    config: {
      ...plain,
      personas: { a: { ...personas.a, name: a }, b: { ...personas.b, name: b } },
    },
  };
}

export function context(more: Partial<TextContext> = {}): TextContext {
  return {
    ...{ recordingId: 'conversation', audio: null, recordings: [], sampleRate: 48_000 },
    ...{ estimatedWords: false, assistant: 'b' },
    ...more,
  };
}

/** Both sides in one file, side a on the left. */
export const stereo: TextContext['audio'] = {
  a: { path: 'conversation.wav', channel: 0 },
  b: { path: 'conversation.wav', channel: 1 },
};

/** The text of a format that writes one file. */
export function textOf(
  writer: TextWriter,
  of: LoggedConversation,
  more: Partial<TextContext> = {},
): string {
  const files = writer.write(of, context(more));
  if (files.length !== 1) throw new Error(`There are ${files.length} files.`);
  return files[0]!.text;
}

/** Ben greets with a pause, Ann begins before he has ended and is cut off, Ben says a formula. */
const small: Turn[] = [
  turn({
    ...{ id: 'one', text: 'Hello, Ann & Co.', heard: 'hello ann and co' },
    ...{
      startMs: 250.4,
      endMs: 2000,
      segments: [
        [250.4, 900],
        [1200, 2000],
      ],
    },
    words: [
      word('Hello,', 250.4, 600),
      word('Ann', 600, 900),
      word('&', 1200, 1300),
      word('Co.', 1300, 2000, { origin: 'estimated' }),
    ],
  }),
  turn({
    ...{ id: 'two', index: 1, side: 'a', speaker: 'Ann', text: 'I am', intended: 'I am waiting.' },
    ...{ heard: 'I ham', interrupted: true, startMs: 1900, endMs: 2700, gapMs: -100 },
    ...{ segments: [[1900, 2700]], words: [word('I', 1900, 2100), word('am', 2100, 2700)] },
  }),
  turn({
    ...{ id: 'three', index: 2, text: '=1+1 is "two" <b>', startMs: 3_600_000, endMs: 3_600_000 },
    gapMs: 3_597_300,
  }),
];
