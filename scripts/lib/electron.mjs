import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node24, root } from './paths.mjs';
import { runQuietly } from './run.mjs';

const folder = path.join(root, 'node_modules/electron');
/** Remembers a failed download, so that the next starts are quick. */
const failurePath = path.join(root, 'node_modules/.duologue-no-electron');
const REMEMBER_MS = 24 * 60 * 60 * 1000;
const DOWNLOAD_MS = 3 * 60 * 1000;

/**
 * The window, or why there is none (a whole sentence).
 * @typedef {{ binary: string } | { binary: null, reason: string }} Electron
 */

/**
 * Finds Electron's binary, which its npm package downloads from GitHub only when it is asked to.
 * @param {import('./steps.mjs').Steps} steps
 * @returns {Promise<Electron>}
 */
export async function ensureElectron(steps) {
  const reason = whyNoWindow(process.platform, process.env, process.getuid?.());
  if (reason !== null) return { binary: null, reason };
  const version = electronVersion();
  if (version === null) return { binary: null, reason: 'Electron is not among the packages.' };
  const found = electronBinary(version);
  if (found !== null) return { binary: found };
  if (!failedLately(version, Date.now())) await steps.run(...download(version));
  const binary = electronBinary(version);
  if (binary !== null) return { binary };
  return {
    binary: null,
    reason: `The window program (Electron ${version}) could not be downloaded.`,
  };
}

/**
 * Why Electron can't show a window here at all.
 * @param {NodeJS.Platform} platform
 * @param {Record<string, string | undefined>} env
 * @param {number | undefined} uid
 */
export function whyNoWindow(platform, env, uid) {
  if (platform !== 'linux') return null;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'There is no screen here for a window.';
  return uid === 0 ? 'Electron opens no window for root.' : null;
}

function electronVersion() {
  const manifest = path.join(folder, 'package.json');
  return existsSync(manifest) ? String(JSON.parse(readFileSync(manifest, 'utf8')).version) : null;
}

/**
 * As electron/index.js finds it.
 * @param {string} version
 */
function electronBinary(version) {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH || path.join(folder, 'dist');
  const name = text(path.join(folder, 'path.txt'));
  const binary = path.join(dist, name || 'electron');
  const fits = dist !== path.join(folder, 'dist') || text(path.join(dist, 'version')) === version;
  return fits && name !== '' && existsSync(binary) ? binary : null;
}

/**
 * @param {string} version
 * @returns {[string, (note: (text: string) => void) => Promise<void>]}
 */
function download(version) {
  return [
    `Get the window program (Electron ${version}, about 110 MB)`,
    async (note) => {
      const { code, tail } = await runQuietly(node24, [path.join(folder, 'install.js')], {
        timeoutMs: DOWNLOAD_MS,
      });
      if (code === 0) return rmSync(failurePath, { force: true });
      note(`not to be had: ${tail[0] ?? 'no answer in time'}`);
      writeFileSync(failurePath, JSON.stringify({ version, failedAt: Date.now() }));
    },
  ];
}

/**
 * @param {string} version
 * @param {number} now ms since the epoch
 */
function failedLately(version, now) {
  try {
    const failure = JSON.parse(text(failurePath));
    return failure.version === version && Math.abs(now - failure.failedAt) < REMEMBER_MS;
  } catch {
    return false;
  }
}

/** @param {string} file */
function text(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : '';
}
