import { expect, test } from 'vitest';
import { whyNoWindow } from '../../../scripts/lib/electron.mjs';

test('a window needs a screen, and on Linux somebody who is not root', () => {
  expect(whyNoWindow('linux', {}, 1000)).toContain('no screen');
  expect(whyNoWindow('linux', { DISPLAY: ':0' }, 0)).toContain('root');
  expect(whyNoWindow('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeNull();
  expect(whyNoWindow('darwin', {}, 501)).toBeNull();
  expect(whyNoWindow('win32', {}, undefined)).toBeNull();
});
