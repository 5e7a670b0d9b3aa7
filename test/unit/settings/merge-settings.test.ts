import { expect, it } from 'vitest';
import { settingsSchema, type Settings } from '../../../src/contract/settings.ts';
import { mergedSettings } from '../../../src/main/settings/merge-settings.ts';

const settings = (more: object = {}): Settings => settingsSchema.parse(more);
const [A, B, C] = ['a', 'b', 'c'].map((id) => ({ id, name: id, url: `wss://${id}.example` }));
const ids = ({ connections }: Settings) => connections.map(({ id }) => id);

it('two pages that change different parts both have their way', () => {
  const base = settings({ provider: 'openai', trashDays: 7, budgetUsd: 1 });
  const now = settings({ provider: 'rehearsal', trashDays: 7, budgetUsd: 1, preflight: false });
  const { budgetUsd: _gone, ...rest } = base;
  const merged = mergedSettings(now, base, { ...rest, trashDays: 9 });
  expect(merged).toEqual(settings({ provider: 'rehearsal', trashDays: 9, preflight: false }));
});

it('what the other took away stays away, unless this one set it', () => {
  const base = settings({ provider: 'openai', budgetUsd: 1 });
  const now = settings({ budgetUsd: 1 });
  expect(mergedSettings(now, base, { ...base, budgetUsd: 2 })).toEqual(settings({ budgetUsd: 2 }));
  expect(mergedSettings(now, base, { ...base, provider: 'rehearsal' }).provider).toBe('rehearsal');
});

it('connections are added, changed and deleted one by one', () => {
  const base = settings({ connections: [A, B] });
  expect(ids(mergedSettings(settings({ connections: [A, B, C] }), base, base))).toEqual([
    ...['a', 'b', 'c'],
  ]);
  const other = { id: 'd', name: 'd', url: 'wss://d.example' };
  const now = settings({ connections: [A, C] });
  const wanted = settings({ connections: [{ ...A, name: 'Renamed' }, B, other] });
  const merged = mergedSettings(now, base, wanted);
  expect(ids(merged)).toEqual(['a', 'c', 'd']);
  expect(merged.connections[0]?.name).toBe('Renamed');
});
