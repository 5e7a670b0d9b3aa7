import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { missingPackages } from './lockfile.mjs';
import { npm } from './npm.mjs';
import { node24, root } from './paths.mjs';
import { StepError } from './step-error.mjs';

const lockPath = path.join(root, 'package-lock.json');
const installedPath = path.join(root, 'node_modules/.package-lock.json');
/** Names the packages whose install scripts have run, with their versions. */
const stampPath = path.join(root, 'node_modules/.duologue-install');

const ONLINE = 'Check the connection to the npm registry (`npm ping`) and run the command again.';

/**
 * Makes node_modules hold what package-lock.json names. Packages come without their install
 * scripts; then the scripts named in package.json (`allowScripts`) run. This is the same road for
 * every npm: older ones do not know `allowScripts` and would run all scripts.
 * @param {import('./steps.mjs').Steps} steps
 */
export async function ensureInstalled(steps) {
  if (packagesAreMissing()) await steps.run('Install packages', installPackages);
  const allowed = allowedScripts();
  if (scriptsHaveRun()) return;
  await steps.run(`Run install scripts of ${allowed.join(', ')}`, () => runScripts(allowed));
}

function packagesAreMissing() {
  const installed = existsSync(installedPath) ? readJson(installedPath) : null;
  return missingPackages(readJson(lockPath), installed).length > 0;
}

/** @param {(text: string) => void} note */
async function installPackages(note) {
  let fetched = 0;
  const { code, tail } = await npm(['ci', '--ignore-scripts', '--loglevel=http', '--no-progress'], {
    onLine: (line) => {
      if (isFetch(line) && line.includes('.tgz')) note(`${++fetched} packages fetched`);
    },
    keep: (line) => !isFetch(line),
  });
  if (code !== 0) throw new StepError('Installing the packages failed.', ONLINE, tail);
}

/** @param {string[]} names */
async function runScripts(names) {
  const { code, tail } = await npm(['rebuild', '--ignore-scripts=false', ...names]);
  if (code !== 0 || !existsSync(node24)) {
    throw new StepError('Node 24 could not be installed from the npm registry.', ONLINE, tail);
  }
  writeFileSync(stampPath, stamp());
}

function scriptsHaveRun() {
  if (!existsSync(node24) || !existsSync(stampPath)) return false;
  return readFileSync(stampPath, 'utf8') === stamp();
}

/** @returns {string[]} */
function allowedScripts() {
  const { allowScripts = {} } = readJson(path.join(root, 'package.json'));
  return Object.keys(allowScripts).filter((name) => allowScripts[name]);
}

function stamp() {
  const { packages } = readJson(lockPath);
  return allowedScripts()
    .map((name) => `${name}@${packages[`node_modules/${name}`]?.version}`)
    .join('\n');
}

/** @param {string} line */
const isFetch = (line) => line.startsWith('npm http');

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
