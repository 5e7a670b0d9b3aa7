import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { packageRoot } from '../../src/main/entries.ts';

/**
 * Electron's executable; undefined where its binary was not installed. (Its own index.js would try to
 * download it.)
 */
export function electronBinary(): string | undefined {
  const folder = join(packageRoot(), 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

/** Why the desktop window can't be tried here; undefined when it can. */
export function whyNoDesktop(): string | undefined {
  if (electronBinary() === undefined) return "Electron's binary is not installed here";
  const needsDisplay = process.platform === 'linux';
  const hasDisplay = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  return needsDisplay && !hasDisplay ? 'there is no display (run it under xvfb-run)' : undefined;
}

/** The built desktop application with a data directory of its own. */
export class DesktopStudio {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly directory: string;

  private constructor(app: ElectronApplication, page: Page, directory: string) {
    this.app = app;
    this.page = page;
    this.directory = directory;
  }

  static async start(): Promise<DesktopStudio> {
    const directory = await mkdtemp(join(tmpdir(), 'duologue-desktop-'));
    const executablePath = electronBinary();
    if (executablePath === undefined) throw new Error('no Electron binary');
    const app = await _electron.launch({
      executablePath,
      // A runner's user namespaces may be closed; the window's own sandbox flags are tested by what it can't do.
      args: [
        ...(process.env['CI'] ? ['--no-sandbox'] : []),
        packageRoot(),
        `--data-dir=${directory}`,
      ],
      cwd: directory,
    });
    return new DesktopStudio(app, await app.firstWindow(), directory);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}
