import { describe, expect, it } from 'vitest';
import { withProgress } from '../../../../src/renderer/api/export-progress.ts';
import { staleKeys } from '../../../../src/renderer/api/keys.ts';
import type { ExportProgress } from '../../../../src/contract/export-api.ts';

describe('staleKeys', () => {
  it('renews lists, facets, search and the one conversation that changed', () => {
    const keys = staleKeys({ kind: 'changed', what: 'conversations', ids: ['c-1'] });
    expect(keys).toContainEqual(['conversations']);
    expect(keys).toContainEqual(['facets']);
    expect(keys).toContainEqual(['search']);
    expect(keys).toContainEqual(['conversation', 'c-1']);
    expect(keys).not.toContainEqual(['conversation']);
  });

  it('renews every conversation when any may have changed', () => {
    const keys = staleKeys({ kind: 'changed', what: 'conversations', ids: [] });
    expect(keys).toContainEqual(['conversation']);
  });

  it('leaves conversations alone when a persona was edited', () => {
    const keys = staleKeys({ kind: 'changed', what: 'personas', ids: ['maya'] });
    expect(keys).toContainEqual(['persona']);
    expect(keys).not.toContainEqual(['conversations']);
  });
});

describe('withProgress', () => {
  const at = (id: string, done: number) => ({ id, done }) as ExportProgress;

  it('replaces the export that it is about, in its place', () => {
    const next = withProgress([at('y', 0), at('x', 1)], at('x', 2));
    expect(next).toEqual([at('y', 0), at('x', 2)]);
  });

  it('puts a new one first', () => {
    expect(withProgress([at('x', 1)], at('y', 0))).toEqual([at('y', 0), at('x', 1)]);
  });
});
