import { describe, expect, it } from 'vitest';
import { isTyping, toBindings } from '../../../../src/renderer/shell/shortcut-keys.ts';

describe('toBindings', () => {
  it.each([
    ['mod+k', ['$mod+k']],
    ['shift+ArrowLeft', ['Shift+ArrowLeft']],
    ['space', ['Space']],
    ['g l', ['g l']],
    ['mod+shift+p', ['$mod+Shift+p']],
    ['?', ['?', 'Shift+?']],
  ])('%s', (keys, bindings) => expect(toBindings(keys)).toEqual(bindings));
});

describe('isTyping', () => {
  const element = (tagName: string, type?: string, isContentEditable = false) => ({
    tagName,
    isContentEditable,
    getAttribute: () => type ?? null,
  });

  it('is so in everything that takes text', () => {
    expect(isTyping(element('TEXTAREA'))).toBe(true);
    expect(isTyping(element('INPUT'))).toBe(true);
    expect(isTyping(element('INPUT', 'Search'))).toBe(true);
    expect(isTyping(element('DIV', undefined, true))).toBe(true);
  });

  it('is not so in boxes to tick, buttons and text to read', () => {
    expect(isTyping(element('INPUT', 'checkbox'))).toBe(false);
    expect(isTyping(element('INPUT', 'range'))).toBe(false);
    expect(isTyping(element('BUTTON'))).toBe(false);
    expect(isTyping(element('DIV'))).toBe(false);
  });
});
