import { expect, it } from 'vitest';
import { initials } from '../../../../src/renderer/format/initials.ts';

it.each([
  ['Maya Ortiz', 'MO'],
  ['Sam', 'S'],
  ['  anna   maria  de la Cruz ', 'AC'],
  ['Émile-Zola', 'ÉZ'],
  ['agent 7', 'A7'],
  ['李 明', '李明'],
  ['— !', '?'],
  ['', '?'],
])('takes of %j the letters %s', (name, letters) => expect(initials(name)).toBe(letters));
