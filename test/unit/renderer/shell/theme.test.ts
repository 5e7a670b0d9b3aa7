import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

it('the theme follows the system, which is looked at once: a look takes Chromium’s next word away', async () => {
  let looks = 0;
  let tell: (event: { matches: boolean }) => void = () => undefined;
  const system = {
    get matches(): boolean {
      looks += 1;
      return false;
    },
    addEventListener: (_name: string, listener: typeof tell) => (tell = listener),
  };
  const dataset: { theme?: string } = {};
  vi.stubGlobal('window', { matchMedia: () => system, addEventListener: () => undefined });
  vi.stubGlobal('document', { documentElement: { dataset } });
  vi.stubGlobal('localStorage', { getItem: () => null });
  // By its place: the types of this program know no window.
  await import(path.join(import.meta.dirname, '../../../../src/renderer/shell/theme.ts'));
  tell({ matches: true });
  expect(dataset.theme).toBe('dark');
  tell({ matches: false });
  expect(dataset.theme).toBe('light');
  expect(looks).toBe(1);
});
