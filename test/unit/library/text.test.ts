import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storedText } from '../../../src/main/library/text.ts';
import { conversation, openTemporary, persona, turn } from './helpers.ts';

/** Any UTF-16, with what is hard about text made frequent. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        'שלום',
        'مرحبا',
        '👩‍👩‍👧‍👦',
        'e\u0301',
        '\ud800',
        '\udfff',
        '\0',
        '\u0002',
        '\u202e',
        "'",
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''));

test('text comes back as it was; what can’t be stored is visibly replaced', () => {
  const { conversations, turns, events } = openTemporary();
  conversations.insert(conversation());
  fc.assert(
    fc.property(anyText, (text) => {
      turns.save('conversation-1', turn(0, text));
      events.append('conversation-1', { atMs: 0, kind: 'x', payload: { text } });
      const [stored] = turns.list('conversation-1');
      expect(stored?.text).toBe(storedText(text));
      expect(stored?.words.map((word) => word.text)).toEqual(text.split(' ').map(storedText));
      expect(events.list('conversation-1').at(-1)?.payload).toEqual({ text: storedText(text) });
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['שלום עולם مرحبا', 'שלום עולם مرحبا'],
  ['👩‍👩‍👧‍👦 🇩🇪 e\u0301 n\u0303', '👩‍👩‍👧‍👦 🇩🇪 e\u0301 n\u0303'],
  ['a\ud800b\udc00c', 'a\ufffdb\ufffdc'],
  ['a\0b\u0002c\u0003d', 'a\ufffdb\ufffdc\ufffdd'],
  ['\u001b[31mred <img onerror=1>', '\u001b[31mred <img onerror=1>'],
])('%j is stored as %j', (text, stored) => {
  expect(storedText(text)).toBe(stored);
});

test('a lone surrogate in a document is replaced too', () => {
  const { personas } = openTemporary();
  expect(personas.save(persona({ goal: 'x\ud800y' })).goal).toBe('x\ufffdy');
  expect(personas.get('mara-vogel').goal).toBe('x\ufffdy');
});
