import { extname, resolve } from 'node:path';
import { z } from 'zod';
import { parseInput, StudioError, toErrorData, type ErrorData } from '../../../contract/errors.ts';
import type { StudioApi } from '../../../contract/studio-api.ts';

export interface OpenDirectoryPorts {
  studio: Pick<StudioApi, 'listExports'>;
  dataDirectory: string;
  /** Electron's shell.openPath: resolves with a message when it failed, else with ''. */
  openPath(path: string): Promise<string>;
}

const pathSchema = z.string().min(1).max(4000);

/**
 * Shows a folder in the file manager: one that the studio wrote, and no other, so that a page that was
 * tampered with can't open programs. Never rejects.
 *
 * @returns `invalid-input` for any other path, `not-found` when it couldn't be opened
 */
export async function openDirectory(
  path: unknown,
  ports: OpenDirectoryPorts,
): Promise<ErrorData | undefined> {
  try {
    await open(path, ports);
    return undefined;
  } catch (thrown) {
    return toErrorData(thrown);
  }
}

async function open(path: unknown, ports: OpenDirectoryPorts): Promise<void> {
  const wanted = resolve(parseInput(pathSchema, path, 'The folder'));
  const exports = await ports.studio.listExports();
  const own = [ports.dataDirectory, ...exports.map(({ directory }) => directory)];
  if (isProgram(wanted) || !own.some((directory) => resolve(directory) === wanted)) {
    throw new StudioError({
      code: 'invalid-input',
      message: 'Duologue opens only folders that it wrote.',
      remedy: 'Open it in your file manager.',
    });
  }
  const trouble = await ports.openPath(wanted);
  if (trouble === '') return;
  throw new StudioError({
    code: 'not-found',
    message: trouble,
    remedy: `Look for ${wanted} in your file manager; it may have been moved.`,
  });
}

/** macOS starts folders of this name when they are opened. */
function isProgram(directory: string): boolean {
  return extname(directory).toLowerCase() === '.app';
}
