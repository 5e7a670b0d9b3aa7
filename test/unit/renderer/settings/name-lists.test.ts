import { describe, expect, it } from 'vitest';
import type { ModelList } from '../../../../src/contract/settings.ts';
import { listSource, unknownName } from '../../../../src/renderer/providers/list-words.ts';

const list = (more: Partial<ModelList> = {}): ModelList => ({
  models: ['gpt-4.1-mini'],
  voices: [{ id: 'ash', label: 'Ash', description: '' }],
  source: 'endpoint',
  ...more,
});

describe('lists of names', () => {
  it('say where they come from, and why', () => {
    expect(listSource(list())).toBe('As the server lists them.');
    const table = list({ source: 'table', asOf: '2026-11-23' });
    expect(listSource(table)).toBe('From our own list of 23 Nov 2026.');
    const notice = { code: 'provider-unreachable', message: 'Nobody answers.' } as const;
    expect(listSource({ ...table, notice })).toBe(
      'Nobody answers. The list is our own of 23 Nov 2026.',
    );
    expect(listSource({ ...table, notice, models: [] })).toBe('Nobody answers.');
  });

  it('warn of a name that they don’t have, and of nothing else', () => {
    expect(unknownName('gpt-9', 'model', list())).toMatch(/doesn’t list this model/u);
    expect(unknownName('gpt-9', 'model', list({ source: 'table' }))).toMatch(/Our list/u);
    expect(unknownName('gpt-4.1-mini', 'model', list())).toBeUndefined();
    expect(unknownName('ash', 'voice', list())).toBeUndefined();
    expect(unknownName('', 'model', list())).toBeUndefined();
    expect(unknownName('x', 'model', undefined)).toBeUndefined();
    // A server that lists nothing says nothing about a name.
    expect(unknownName('x', 'model', list({ models: [] }))).toBeUndefined();
  });
});
