import { expect, it } from 'vitest';
import { canOpenBrowser } from '../../../src/main/hosts/web/browser.ts';
import { developedRenderer } from '../../../src/main/renderer-dev.ts';

it('a browser is opened where somebody sits in front of it', () => {
  expect(canOpenBrowser({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(canOpenBrowser({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(canOpenBrowser({ WSL_DISTRO_NAME: 'Debian' }, 'linux')).toBe(true);
  expect(canOpenBrowser({}, 'darwin')).toBe(true);
  expect(canOpenBrowser({}, 'win32')).toBe(true);
  expect(canOpenBrowser({}, 'linux')).toBe(false);
  expect(canOpenBrowser({ DISPLAY: ':0', CI: 'true' }, 'linux')).toBe(false);
  expect(canOpenBrowser({ SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, 'darwin')).toBe(false);
});

it('a development server is only taken from this machine', () => {
  expect(() => developedRenderer('http://evil.test:5173')).toThrow('not on this machine');
  expect(() => developedRenderer('http://127.0.0.1:5173')).not.toThrow();
});
