import { expect, it } from 'vitest';
import { textgridWriter } from '../../../../src/main/exports/texts/textgrid.ts';
import { conversation, textOf } from './samples.ts';

const [silence, end] = ['""', 'xmax = 3600.001'];

/** The lines of an interval. */
function interval(index: number, xmin: string, xmax: string, text: string): string[] {
  return [
    `        intervals [${index}]:`,
    `            xmin = ${xmin}`,
    `            xmax = ${xmax}`,
    `            text = ${text}`,
  ];
}

function tier(index: number, name: string, ...intervals: string[][]): string[] {
  return [
    `    item [${index}]:`,
    '        class = "IntervalTier"',
    `        name = "${name}"`,
    ...['        xmin = 0.000', `        ${end}`],
    `        intervals: size = ${intervals.length}`,
    ...intervals.flat(),
  ];
}

it('a small conversation as TextGrid, to the letter', () => {
  expect(textOf(textgridWriter, conversation()).split('\n')).toEqual([
    ...['File type = "ooTextFile"', 'Object class = "TextGrid"', ''],
    ...['xmin = 0.000', end, 'tiers? <exists>', 'size = 4', 'item []:'],
    ...tier(
      1,
      'a: Ann (turns)',
      interval(1, '0.000', '1.900', silence),
      interval(2, '1.900', '2.700', '"I am"'),
      interval(3, '2.700', '3600.001', silence),
    ),
    ...tier(
      2,
      'a: Ann (words)',
      interval(1, '0.000', '1.900', silence),
      interval(2, '1.900', '2.100', '"I"'),
      interval(3, '2.100', '2.700', '"am"'),
      interval(4, '2.700', '3600.001', silence),
    ),
    ...tier(
      3,
      'b: Ben (turns)',
      interval(1, '0.000', '0.250', silence),
      interval(2, '0.250', '2.000', '"Hello, Ann & Co."'),
      interval(3, '2.000', '3600.000', silence),
      interval(4, '3600.000', '3600.001', '"=1+1 is ""two"" <b>"'),
    ),
    ...tier(
      4,
      'b: Ben (words)',
      interval(1, '0.000', '0.250', silence),
      interval(2, '0.250', '0.600', '"Hello,"'),
      interval(3, '0.600', '0.900', '"Ann"'),
      interval(4, '0.900', '1.200', silence),
      interval(5, '1.200', '1.300', '"&"'),
      interval(6, '1.300', '3600.001', silence),
    ),
    '',
  ]);
});
