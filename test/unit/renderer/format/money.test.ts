import { expect, it } from 'vitest';
import { formatUsd } from '../../../../src/renderer/format/money.ts';

it.each([
  [0.0421, '$0.042'],
  [0, '$0'],
  [null, '–'],
  [undefined, '–'],
  [Number.NaN, '–'],
])('formatUsd: %s is %s', (usd, text) => expect(formatUsd(usd)).toBe(text));
