import { describe, expect, it } from 'vitest';
import { StudioError, type ErrorData } from '../../../src/contract/errors.ts';
import { jsonText } from '../../../src/main/exports/json-text.ts';
import { conversationDocument } from '../../../src/main/exports/texts/json.ts';
import { isPlainId } from '../../../src/main/imports/check-document.ts';
import { parseDocument } from '../../../src/main/imports/read-document.ts';
import { persona, scenario } from '../conversations/samples.ts';
import { conversation, turn } from '../exports/samples.ts';

const document = conversationDocument(conversation(), []);

function refusalOf(text: string): ErrorData {
  try {
    parseDocument(text);
  } catch (thrown) {
    if (thrown instanceof StudioError) return thrown.data;
    throw thrown;
  }
  throw new Error('it was taken');
}

const refused = (change: object): ErrorData =>
  refusalOf(JSON.stringify({ ...document, ...change }));

it('reads what an export wrote, with a byte order mark too', () => {
  const text = jsonText(document);
  expect(parseDocument(text)).toEqual(document);
  expect(parseDocument(`\uFEFF${text}`)).toEqual(document);
});

it('keeps errors and facts of egress as they stand, to the order of their fields', () => {
  const error = { details: { b: 1, a: 2 }, message: 'x', code: 'internal' } as const;
  const parsed = parseDocument(JSON.stringify({ ...document, error }));
  expect(JSON.stringify(parsed.error)).toBe(JSON.stringify(error));
});

describe('text that is no JSON', () => {
  it('is said to be where it breaks off, without repeating what it holds', () => {
    const broken = '{\n  "kind": "duologue-conversation",\n  "title": secret\n}';
    const { message } = refusalOf(broken);
    expect(message).toContain('line 3');
    expect(message).not.toContain('secret');
  });

  it('is said to be cut off, wherever it was', () => {
    const text = jsonText(document).trimEnd();
    for (let at = 1; at < text.length; at += 7) {
      expect(refusalOf(text.slice(0, at)).message, text.slice(at - 9, at)).toContain('the middle');
    }
    expect(refusalOf(' \n').message).toBe('It is empty.');
  });

  it('is said to be wrong in that very line', () => {
    const lines = jsonText(document).split('\n');
    for (let at = 1; at < lines.length - 2; at += 5) {
      const broken = lines.with(at, `  nothing ${lines[at]}`).join('\n');
      expect(refusalOf(broken).message).toMatch(new RegExp(`line ${at + 1}\\.$`, 'u'));
    }
  });
});

describe('other JSON', () => {
  it.each<[string, unknown, string]>([
    ['a persona', persona('ann', 'Ann'), 'It is a persona.'],
    ['a scenario', scenario(), 'It is a scenario.'],
    ['a manifest', { kind: 'duologue-export', version: 2 }, 'table of contents'],
    ['an older export', { turns: [], scenarioId: 'x', config: {} }, 'older Duologue'],
    ['anything', { hello: 1 }, 'no conversation of Duologue'],
    ['a list', [1, 2], 'no conversation of Duologue'],
    ['a word', 'word', 'no conversation of Duologue'],
    ['null', null, 'no conversation of Duologue'],
  ])('%s is said to be one', (_name, json, words) => {
    const { message, remedy } = refusalOf(JSON.stringify(json));
    expect(message).toContain(words);
    expect(remedy).toMatch(/\.$/u);
  });
});

describe('a document', () => {
  it('of a newer Duologue asks for an update', () => {
    expect(refused({ version: 2, turns: 'otherwise' })).toMatchObject({
      message: 'It was written by a newer Duologue.',
      details: { version: 2, known: 1 },
    });
  });

  it.each<[string, object, string]>([
    ['without a version', { version: undefined }, 'which version'],
    ['with a wrong word time', badWord(), 'turns[0].words[0].startMs'],
    ['with a turn on no side', { turns: [{ ...turn(), side: 'c' }] }, 'turns[0].side'],
    ['with two turns of one id', { turns: [turn(), turn({ index: 1 })] }, 'the same id'],
    ['with a strange date', { createdAt: 'yesterday' }, 'createdAt'],
    ['with an impossible date', { endedAt: '2026-13-45T00:00:00.000Z' }, 'endedAt'],
    ['with a negative length', { durationMs: -1 }, 'durationMs'],
    ['with an empty tag', { tags: [''] }, 'tags'],
    ['with a huge number', { durationMs: 'BIG' }, 'durationMs'],
    ['without an id', { id: '' }, 'id'],
    ['that still ran', { status: 'running' }, 'still running'],
  ])('%s is refused by what is wrong with it', (_name, change, words) => {
    const text = JSON.stringify({ ...document, ...change }).replace('"BIG"', '1e999');
    const { code, message, remedy } = refusalOf(text);
    expect([code, remedy !== undefined]).toEqual(['invalid-input', true]);
    expect(message).toContain(words);
  });

  function badWord(): object {
    const words = [{ text: 'x', startMs: '12', endMs: 13, origin: 'aligned' }];
    return { turns: [{ ...turn(), words }] };
  }
});

it.each(['..', 'a/b', 'A', 'con', 'nul', 'com1', '', '-x', 'x.', 'ä', 'x'.repeat(101)])(
  'an id %j is no name of a folder',
  (id) => expect(isPlainId(id)).toBe(false),
);
