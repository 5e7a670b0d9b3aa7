import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../../src/contract/document-api.ts';
import { persona, scenario } from '../conversations/samples.ts';
import { Arrangement } from './arrange.ts';

let arranged: Arrangement;
beforeEach(async () => {
  arranged = await Arrangement.make();
});
afterEach(async () => {
  await arranged.remove();
});
const parse = (text: string, fileName?: string, kind: DocumentKind = 'persona') =>
  arranged.studio.parseDocument({ kind, text, ...(fileName === undefined ? {} : { fileName }) });

describe('a document', () => {
  it.each(['yaml', 'json'] as const)('goes out as %s and comes back the same', async (format) => {
    const { studio } = arranged;
    const tricky = persona('zoe', 'Zoë: "the # one"', { goal: 'yes\n- no', facts: ['1e3', '~'] });
    await studio.savePersona(tricky);
    const { fileName, text } = await studio.formatDocument({ kind: 'persona', id: 'zoe', format });
    expect(fileName).toBe(`zoe.${format}`);
    expect(await parse(text, fileName)).toEqual(tricky);
    expect(await parse(text)).toEqual(tricky);
    const call = await studio.formatDocument({ kind: 'scenario', id: 'late-parcel', format });
    expect(await parse(call.text, call.fileName, 'scenario')).toEqual(scenario());
  });

  it('is read and not stored', async () => {
    await parse(JSON.stringify(persona('cleo', 'Cleo')), 'cleo.json');
    await expect(arranged.studio.getPersona('cleo')).rejects.toMatchObject({
      data: { code: 'not-found' },
    });
  });

  it('that is not there says so', async () => {
    const missing = arranged.studio.formatDocument({
      kind: 'persona',
      id: 'nobody',
      format: 'yaml',
    });
    await expect(missing).rejects.toMatchObject({ data: { code: 'not-found' } });
  });
});

describe('a document is refused as a whole, with its name and the reason,', () => {
  const bomb = `a: &a [x, x]\nb: [${'*a, '.repeat(50)}*a]\n`;
  it.each<[string, string, string, string]>([
    ['of the wrong type', 'name: [1, 2]', 'ann.yaml', 'name'],
    [
      'of the other kind',
      'id: x\ntitle: T\nsituation: S\npersonas: {a: x, b: y}',
      'x.yaml',
      'title',
    ],
    ['with an alias', bomb, 'bomb.yaml', 'aliases'],
    ['nested too deep', '['.repeat(5000), 'deep.yaml', 'nested'],
    [
      'nested too deep as JSON',
      `{"a":${'['.repeat(200)}${']'.repeat(200)}}`,
      'deep.json',
      'nested',
    ],
    ['with a key that reaches the prototype', '{"__proto__": {"x": 1}}', 'proto.json', '__proto__'],
    ['that is no map', '- one', 'list.yaml', 'no persona'],
    ['that is broken', '{"id": ', 'half.json', 'half.json'],
    ['that is empty', '', 'empty.yaml', 'no persona'],
    ['with a foreign tag', '!!js/function "x"', 'tag.yaml', 'tag'],
  ])('%s', async (_what, text, fileName, reason) => {
    const refused = parse(text, fileName);
    await expect(refused).rejects.toMatchObject({ data: { code: 'invalid-input' } });
    await expect(refused).rejects.toThrow(fileName);
    await expect(refused).rejects.toThrow(reason);
  });

  it('larger than a million characters', async () => {
    await expect(parse('x'.repeat(1_000_001))).rejects.toMatchObject({
      data: { code: 'invalid-input' },
    });
  });
});
