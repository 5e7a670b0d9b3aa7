import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node24, out, program, root } from './paths.mjs';
import { runQuietly } from './run.mjs';
import { StepError } from './step-error.mjs';

const stampPath = path.join(out, 'built-from');
const configFiles = [
  'electron.vite.config.ts',
  'scripts/csp-styles.mjs',
  'scripts/renderer-build.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Builds src into out/ when anything that goes into it has changed since.
 * @param {import('./steps.mjs').Steps} steps
 * @param {{ force?: boolean }} [options]
 */
export async function ensureBuilt(steps, { force = false } = {}) {
  const sources = digestOfSources();
  if (!force && isBuiltFrom(sources)) return;
  await steps.run('Build', async () => {
    rmSync(stampPath, { force: true });
    const cli = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
    const { code, tail } = await runQuietly(node24, [cli, 'build', '--logLevel', 'warn']);
    if (code !== 0) {
      throw new StepError(
        'The build failed.',
        'Mend what the lines above name (`npm run check` shows more) and run the command again.',
        tail,
      );
    }
    writeFileSync(stampPath, sources);
  });
}

/** @param {string} sources */
function isBuiltFrom(sources) {
  if (!existsSync(stampPath) || !existsSync(program('cli'))) return false;
  return readFileSync(stampPath, 'utf8') === sources;
}

/** One hash over the paths and contents of everything that is built. */
function digestOfSources() {
  const hash = createHash('sha256');
  for (const file of [...configFiles, ...filesBelow('src')]) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} folder relative to the root */
function filesBelow(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(path.join(root, file)).isFile())
    .sort();
}
