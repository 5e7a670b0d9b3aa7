import { expect, it } from 'vitest';
import { mergeGroups } from '../../../../src/renderer/shell/shortcut-registry.ts';

it('lists each group once, and of two that bind a key the later one', () => {
  const groups = mergeGroups([
    { title: 'Everywhere', shortcuts: [{ keys: 'mod+k', label: 'Search' }] },
    { title: 'Player', shortcuts: [{ keys: 'space', label: 'Play' }] },
    { title: 'Everywhere', shortcuts: [{ keys: '?', label: 'Shortcuts' }] },
    { title: 'Player', shortcuts: [{ keys: 'space', label: 'Pause' }] },
  ]);
  expect(groups).toEqual([
    {
      title: 'Everywhere',
      shortcuts: [
        { keys: 'mod+k', label: 'Search' },
        { keys: '?', label: 'Shortcuts' },
      ],
    },
    { title: 'Player', shortcuts: [{ keys: 'space', label: 'Pause' }] },
  ]);
});
