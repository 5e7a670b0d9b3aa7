import { describe, expect, it, vi } from 'vitest';
import type { ExportProgress } from '../../../src/contract/export-api.ts';
import { openDirectory } from '../../../src/main/hosts/electron/open-directory.ts';

function arrange(trouble = '') {
  const openPath = vi.fn(async () => trouble);
  const ports = {
    studio: {
      listExports: async () =>
        ['/home/u/Downloads/x', '/home/u/Evil.app'].map(
          (directory) => ({ directory }) as ExportProgress,
        ),
    },
    dataDirectory: '/home/u/data',
    openPath,
  };
  return { openPath, open: (path: unknown) => openDirectory(path, ports) };
}

describe('openDirectory', () => {
  it('opens the folder of an export and the data directory', async () => {
    const { open, openPath } = arrange();
    await open('/home/u/Downloads/x');
    await open('/home/u/data/');
    expect(openPath.mock.calls).toEqual([['/home/u/Downloads/x'], ['/home/u/data']]);
  });

  it.each([
    '/bin/sh',
    '/home/u/data/../.ssh',
    '/home/u/Evil.app',
    '/home/u/Downloads/x/evil.desktop',
    '',
    7,
    null,
  ])('opens nothing else: %j', async (path) => {
    const { open, openPath } = arrange();
    await expect(open(path)).resolves.toMatchObject({ code: 'invalid-input' });
    expect(openPath).not.toHaveBeenCalled();
  });

  it('tells why a folder could not be opened', async () => {
    const { open } = arrange('No file manager.');
    await expect(open('/home/u/data')).resolves.toMatchObject({
      code: 'not-found',
      message: 'No file manager.',
    });
  });
});
