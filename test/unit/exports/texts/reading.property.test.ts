import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatWriter } from '../../../../src/main/exports/texts/chat.ts';
import { mdWriter } from '../../../../src/main/exports/texts/md.ts';
import { txtWriter } from '../../../../src/main/exports/texts/txt.ts';
import { anyConversation, longConversation } from './arbitraries.ts';
import { oneLine, spokenTurns } from './expected.ts';
import { readLines } from './parsers.ts';
import { called, conversation, stereo, textOf, turn } from './samples.ts';

const plainTurn = /^\[[\d:.]+ – [\d:.]+\] /u;

describe('TXT and Markdown', () => {
  it('give every turn a line of its own, in harmless text', () => {
    fc.assert(
      fc.property(anyConversation, (of) => {
        const texts = [textOf(txtWriter, of), textOf(mdWriter, of)];
        for (const text of texts) {
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028-\u202E\u2066-\u2069\uFEFF]/u);
        }
        const lines = readLines(texts[0]!);
        expect(lines.filter((line) => plainTurn.test(line))).toHaveLength(of.turns.length);
        for (const { text } of of.turns) {
          expect(lines.some((line) => plainTurn.test(line) && line.includes(oneLine(text)))).toBe(
            true,
          );
        }
        expect(turnItems(texts[1]!)).toHaveLength(of.turns.length);
      }),
    );
  });

  it('Markdown is the text again when its escapes are taken off', () => {
    fc.assert(
      fc.property(anyConversation, (of) => {
        const items = turnItems(textOf(mdWriter, of)).map((line) =>
          line.replace(/\\([!-/:-@[-`{-~])/gu, '$1'),
        );
        for (const { text } of of.turns) {
          expect(items.some((line) => line.includes(oneLine(text)))).toBe(true);
        }
      }),
    );
  });

  it('Markdown shows marks of Markdown and HTML as they are', () => {
    const text = '# **b** _i_ `c` [x](y) <b> &amp; ![p](q) ~~s~~ a|b';
    const of = conversation({ ...called('1. Ann', '*Ben*'), turns: [turn({ text, heard: 'x' })] });
    const lines = textOf(mdWriter, of).split('\n');
    expect(lines.find((line) => line.startsWith('- 0:00.0'))).toBe(
      '- 0:00.0 – 0:01.0 **\\*Ben\\***: \\# \\*\\*b\\*\\* \\_i\\_ \\`c\\` \\[x\\](y) \\<b\\> \\&amp; \\!\\[p\\](q) \\~\\~s\\~\\~ a\\|b',
    );
    expect(lines).toContain('  - 1\\. Ann heard: x');
  });

  it('TXT tells where each side is to be heard', () => {
    const speakers = (audio: typeof stereo) =>
      textOf(txtWriter, conversation(), { audio }).split('\n').slice(2, 4);
    const split = { a: { path: 'c.a.wav', channel: 0 }, b: { path: 'c.b.wav', channel: 0 } };
    const mixed = { a: { path: 'c.wav', channel: 0 }, b: { path: 'c.wav', channel: 0 } };
    const swapped = { a: { path: 'c.wav', channel: 1 }, b: { path: 'c.wav', channel: 0 } };
    expect(speakers(null)).toEqual(['Ann (tester)', 'Ben (tester)']);
    expect(speakers(mixed)).toEqual(['Ann (tester)', 'Ben (tester)']);
    expect(speakers(split)).toEqual(['Ann (tester), c.a.wav', 'Ben (tester), c.b.wav']);
    expect(speakers(swapped)).toEqual([
      'Ann (tester), right channel',
      'Ben (tester), left channel',
    ]);
  });

  it('two people of one name are told apart', () => {
    const of = conversation({ ...called('Ann', 'Ann '), turns: [turn()] });
    expect(textOf(txtWriter, of)).toContain('] Ann (b): Hello there.');
  });
});

function turnItems(markdown: string): string[] {
  const lines = readLines(markdown);
  return lines.slice(lines.indexOf('## Turns') + 1).filter((line) => line.startsWith('- '));
}

describe('chat JSONL', () => {
  it('holds all that was said, by turns: any text, any times', () => {
    fc.assert(
      fc.property(anyConversation, fc.constantFrom('a', 'b'), (of, assistant) => {
        const text = textOf(chatWriter, of, { assistant });
        const said = spokenTurns(of);
        if (!said.some(({ side }) => side === assistant)) {
          expect(text).toBe('');
          return;
        }
        expect(text.split(/[\n\r\u0085\u2028\u2029]/u)).toHaveLength(2);
        const [system, ...messages] = read(text);
        expect(system!.role).toBe('system');
        expect(messages.every(({ role }, at) => role !== messages[at - 1]?.role)).toBe(true);
        for (const role of ['assistant', 'user']) {
          const own = said.filter(({ side }) => (side === assistant) === (role === 'assistant'));
          expect(
            words(messages.filter((one) => one.role === role).map((one) => one.content)),
          ).toEqual(words(own.map((one) => one.text)));
        }
      }),
    );
  });

  it('10 000 turns are 10 000 messages after the first', () => {
    expect(read(textOf(chatWriter, longConversation()))).toHaveLength(10_001);
    expect(readLines(textOf(txtWriter, longConversation()))).toHaveLength(10_005);
    expect(turnItems(textOf(mdWriter, longConversation()))).toHaveLength(10_000);
  });
});

function read(text: string): { role: string; content: string }[] {
  return (JSON.parse(text) as { messages: { role: string; content: string }[] }).messages;
}

function words(texts: string[]): string[] {
  return texts.flatMap((text) => oneLine(text).split(' ')).sort();
}
