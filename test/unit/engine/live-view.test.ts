import { describe, expect, it } from 'vitest';
import type { StudioEvent } from '../../../src/contract/studio-events.ts';
import { LiveView } from '../../../src/main/engine/live-view.ts';
import { config } from '../conversations/samples.ts';

function view(): LiveView {
  return new LiveView((id) => ({ id, title: `title of ${id}`, createdAt: '', config: config() }));
}
const preparing = (conversationId: string): StudioEvent => ({
  kind: 'status',
  conversationId,
  status: 'preparing',
});
const ended = (conversationId: string): StudioEvent => ({
  kind: 'ended',
  conversationId,
  status: 'completed',
  endReason: 'goodbye',
  message: 'Bye.',
});

describe('the live view', () => {
  it('shows conversations from their first event on, the newest first', () => {
    const live = view();
    live.take(preparing('1'));
    live.take(preparing('2'));
    live.take({ kind: 'status', conversationId: '1', status: 'running' });
    expect(live.list().map(({ id, status }) => `${id} ${status}`)).toEqual([
      '2 preparing',
      '1 running',
    ]);
    expect(live.get('1').title).toBe('title of 1');
  });

  it('keeps those that run and the last 20 that ended', () => {
    const live = view();
    live.take(preparing('running'));
    for (let n = 0; n < 25; n += 1) {
      live.take(preparing(`${n}`));
      live.take(ended(`${n}`));
    }
    const ids = live.list().map(({ id }) => id);
    expect(ids).toHaveLength(21);
    expect(ids.at(0)).toBe('24');
    expect(ids.at(-2)).toBe('5');
    expect(ids.at(-1)).toBe('running');
    expect(() => live.get('4')).toThrow('does not run');
  });

  it('ignores what is about no conversation', () => {
    const live = view();
    live.take({ kind: 'changed', what: 'personas', ids: [] });
    expect(live.list()).toEqual([]);
  });
});
