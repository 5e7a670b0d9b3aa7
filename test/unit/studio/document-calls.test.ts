import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { persona, scenario } from '../conversations/samples.ts';
import { Arrangement } from './arrange.ts';

let arranged: Arrangement;
beforeEach(async () => {
  arranged = await Arrangement.make();
});
afterEach(async () => {
  await arranged.studio.close();
  await arranged.remove();
});

const REF = { kind: 'persona', id: 'ann' } as const;
const code = (wanted: string) => ({ data: { code: wanted } });

async function changes(work: () => Promise<unknown>) {
  const from = arranged.events.length;
  await work();
  return arranged.events.slice(from).filter(({ kind }) => kind === 'changed');
}

describe('versions of a persona', () => {
  it('are listed, read and restored', async () => {
    const { studio } = arranged;
    const first = await studio.getPersona('ann');
    await studio.savePersona(persona('ann', 'Ann Two'), { sitting: 's' });
    await studio.savePersona(persona('ann', 'Ann Three'), { sitting: 's' });
    expect(await studio.listVersions(REF)).toMatchObject([
      { version: 2, name: 'Ann Three' },
      { version: 1, name: 'Ann' },
    ]);
    expect(await studio.getVersion({ ...REF, version: 1 })).toEqual(first);
    await studio.savePersona(first);
    expect(await studio.getPersona('ann')).toEqual(first);
    expect(await studio.describeDocuments('persona')).toMatchObject([
      { id: 'ann', version: 3 },
      { id: 'ben', version: 1 },
    ]);
  });

  it('stay when it is deleted, and it comes back with them', async () => {
    const { studio } = arranged;
    await studio.deletePersona('ann');
    await expect(studio.getPersona('ann')).rejects.toMatchObject(code('not-found'));
    expect(await studio.listVersions(REF)).toHaveLength(1);
    await studio.restoreDocument(REF);
    expect(await studio.getPersona('ann')).toMatchObject({ name: 'Ann' });
    await expect(studio.restoreDocument(REF)).rejects.toMatchObject(code('not-found'));
    await studio.deletePersona('ann');
    await studio.savePersona(persona('ann', 'Another Ann'));
    await expect(studio.restoreDocument(REF)).rejects.toMatchObject(code('conflict'));
  });
});

describe('whoever looks on', () => {
  it('is told of every change, and of nothing else', async () => {
    const { studio } = arranged;
    const about = (what: string, id: string) => [{ kind: 'changed', what, ids: [id] }];
    const save = () => studio.savePersona(persona('ann', 'Ann Two'));
    expect(await changes(save)).toEqual(about('personas', 'ann'));
    expect(await changes(save)).toEqual([]);
    expect(await changes(() => studio.deletePersona('ann'))).toEqual(about('personas', 'ann'));
    expect(await changes(() => studio.restoreDocument(REF))).toEqual(about('personas', 'ann'));
    const other = scenario({ id: 'other', title: 'Other' });
    expect(await changes(() => studio.saveScenario(other))).toEqual(about('scenarios', 'other'));
    expect(await changes(() => studio.deleteScenario('other'))).toEqual(
      about('scenarios', 'other'),
    );
  });
});

it.each<[string, () => Promise<unknown>]>([
  ['another kind', () => arranged.studio.describeDocuments('x' as never)],
  ['version 0', () => arranged.studio.getVersion({ ...REF, version: 0 })],
  ['a sitting that is none', () => arranged.studio.savePersona(persona('a', 'A'), { sitting: '' })],
  ['a reference that is none', () => arranged.studio.listVersions('ann' as never)],
])('%s is refused', async (_what, call) => {
  await expect(call()).rejects.toMatchObject(code('invalid-input'));
});
