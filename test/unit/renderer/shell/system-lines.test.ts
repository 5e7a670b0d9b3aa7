import { expect, it } from 'vitest';
import { systemLines } from '../../../../src/renderer/shell/system-lines.ts';

const labels = ['LiveKit', 'Workers a, b', 'Recorder', 'Rehearsal voices'];

it('shows the same lines before anything is known', () => {
  const lines = systemLines(undefined);
  expect(lines.map(({ label }) => label)).toEqual(labels);
  expect(lines.every(({ tone }) => tone === 'idle')).toBe(true);
});

it('shows the worst of the parts behind a line, with its note', () => {
  const lines = systemLines([
    { name: 'livekit', state: 'ready', note: 'local, 38 ms' },
    { name: 'worker-a', state: 'ready' },
    { name: 'worker-b', state: 'fault', note: 'worker b ended' },
    { name: 'recorder', state: 'starting' },
  ]);
  expect(lines).toEqual([
    { label: 'LiveKit', tone: 'ok', state: 'ready', words: 'LiveKit: local, 38 ms' },
    { label: 'Workers a, b', tone: 'bad', state: 'failed', words: 'Workers a, b: worker b ended' },
    { label: 'Recorder', tone: 'busy', state: 'starting', words: 'Recorder: starting' },
    {
      label: 'Rehearsal voices',
      tone: 'idle',
      state: '',
      words: 'Rehearsal voices: not known yet',
    },
  ]);
});
