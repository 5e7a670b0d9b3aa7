import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../../src/contract/errors.ts';
import { asErrorData, errorReport } from '../../../../src/renderer/ui/error-data.ts';
import { keyCaps } from '../../../../src/renderer/ui/keys.ts';
import { markedParts } from '../../../../src/renderer/ui/marked-parts.ts';
import { addTags } from '../../../../src/renderer/ui/tags.ts';

describe('keyCaps', () => {
  it('names keys as the machine does', () => {
    expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K']);
    expect(keyCaps('mod+shift+ArrowLeft', true)).toEqual(['⌘', '⇧', '←']);
    expect(keyCaps('g l', false)).toEqual(['G', 'L']);
    expect(keyCaps('F2', false)).toEqual(['F2']);
  });
});

describe('markedParts', () => {
  it('takes hits out of a snippet', () => {
    expect(markedParts('my \u0002parcel\u0003 was \u0002due\u0003')).toEqual([
      { text: 'my ', hit: false },
      { text: 'parcel', hit: true },
      { text: ' was ', hit: false },
      { text: 'due', hit: true },
    ]);
  });

  it('survives lone marks, and takes markup for text', () => {
    expect(markedParts('a\u0003<b>\u0002c')).toEqual([
      { text: 'a', hit: false },
      { text: '<b>', hit: false },
      { text: 'c', hit: true },
    ]);
  });
});

describe('addTags', () => {
  it('adds what is new, tidied', () => {
    expect(addTags(['work'], ' first  try, WORK,, first try ')).toEqual(['work', 'first try']);
  });
});

describe('asErrorData', () => {
  const data = { code: 'timeout', message: 'No answer.', remedy: 'Try again.' } as const;

  it('finds the data of what was thrown', () => {
    expect(asErrorData(data)).toBe(data);
    expect(asErrorData(new StudioError(data))).toBe(data);
  });

  it('takes anything else for internal', () => {
    expect(asErrorData(new TypeError('x is undefined'))).toEqual({
      code: 'internal',
      message: 'x is undefined',
    });
    expect(asErrorData('oops')).toEqual({ code: 'internal', message: 'oops' });
    expect(asErrorData(null)).toEqual({ code: 'internal', message: 'null' });
  });

  it('reports code, message, remedy and facts', () => {
    expect(errorReport({ ...data, details: { tries: 3 } })).toBe(
      'timeout: No answer.\nTry again.\n{\n  "tries": 3\n}',
    );
  });
});
