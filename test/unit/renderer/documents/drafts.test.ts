import { describe, expect, it } from 'vitest';
import { Drafts } from '../../../../src/renderer/documents/drafts.ts';

const ref = { kind: 'persona', id: 'maya' } as const;
const now = new Date('2026-03-01T10:00:00Z');

function arrange() {
  const items = new Map<string, string>();
  const drafts = new Drafts({
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  });
  return { items, drafts };
}

describe('drafts', () => {
  it('keeps what was typed until it is stored, for each document', () => {
    const { drafts } = arrange();
    drafts.keep(ref, { name: '' }, now);
    expect(drafts.find(ref)).toEqual({ values: { name: '' }, at: now.toISOString() });
    expect(drafts.find({ kind: 'scenario', id: 'maya' })).toBeUndefined();
    drafts.drop(ref);
    expect(drafts.find(ref)).toBeUndefined();
  });

  it('has none where something else stands', () => {
    const { drafts, items } = arrange();
    drafts.keep(ref, {}, now);
    const [key] = [...items.keys()];
    for (const broken of ['{', 'null', '{"at":"yesterday"}']) {
      items.set(key!, broken);
      expect(drafts.find(ref)).toBeUndefined();
    }
  });

  it('survives a storage that takes nothing', () => {
    const drafts = new Drafts({
      getItem: () => null,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
      removeItem: () => {},
    });
    expect(() => drafts.keep(ref, {}, now)).not.toThrow();
  });
});
