import { describe, expect, it } from 'vitest';
import { compareHeard, heardAll } from '../../../../src/renderer/transcript/heard.ts';

describe('what was heard', () => {
  it('does not differ by case, punctuation or accents', () => {
    expect(heardAll('Hello, Renée – I’m here.', 'hello renee im here')).toBe(true);
    expect(compareHeard('Hello, Sam.', 'hello sam')).toEqual([
      { kind: 'same', said: 'Hello, Sam.' },
    ]);
  });

  it('shows words that were missed, added, or taken for others', () => {
    expect(compareHeard('the order number is five', 'the other number is nine five')).toEqual([
      { kind: 'same', said: 'the' },
      { kind: 'other', said: 'order', heard: 'other' },
      { kind: 'same', said: 'number is' },
      { kind: 'added', heard: 'nine' },
      { kind: 'same', said: 'five' },
    ]);
    expect(compareHeard('yes please', 'yes')).toEqual([
      { kind: 'same', said: 'yes' },
      { kind: 'missed', said: 'please' },
    ]);
  });

  it('may be nothing at all', () => {
    expect(compareHeard('yes', '')).toEqual([{ kind: 'missed', said: 'yes' }]);
    expect(compareHeard('', '')).toEqual([]);
  });
});
