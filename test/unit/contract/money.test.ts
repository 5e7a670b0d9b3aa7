import { describe, expect, it } from 'vitest';
import { money, moneyRange } from '../../../src/contract/money.ts';

describe('money', () => {
  it.each([
    [0, '$0'],
    [0.00004, 'under $0.0001'],
    [0.00312, '$0.0031'],
    [0.00996, '$0.01'],
    [0.5, '$0.50'],
    [0.125, '$0.125'],
    [0.0421, '$0.042'],
    [0.9996, '$1.00'],
    [1234.5, '$1,234.50'],
  ])('%s is %s', (usd, text) => expect(money(usd)).toBe(text));

  it('says a range once where it is none', () => {
    expect(moneyRange(0.012, 0.034)).toBe('$0.012–0.034');
    expect(moneyRange(2, 2)).toBe('$2.00');
    expect(moneyRange(0, 0.5)).toBe('up to $0.50');
  });
});
