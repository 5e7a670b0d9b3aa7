import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from './run.mjs';
import { StepError } from './step-error.mjs';

const CANDIDATES = process.platform === 'win32' ? ['python', 'py'] : ['python3', 'python'];
const INSTALL_MS = 10 * 60 * 1000;
const ONLINE =
  'Check the connection to the Python package index (`python3 -m pip index versions pip`) and run the command again.';

/**
 * A Python that can make virtual environments, or why there is none (a whole sentence).
 * @typedef {{ command: string, version: string } | { command: null, reason: string }} Python
 */

/**
 * Finds a Python at least that new, with `venv` and `ensurepip` (Debian has them in a package of their own).
 * @param {[major: number, minor: number]} oldest
 * @returns {Promise<Python>}
 */
export async function findPython(oldest) {
  const wanted = `Python ${oldest.join('.')} or newer`;
  const code = `import sys, venv, ensurepip; print(sys.version.split()[0]); sys.exit(sys.version_info < (${oldest.join(',')}))`;
  let reason = `There is no ${wanted} here (${CANDIDATES.join(', ')}).`;
  for (const command of CANDIDATES) {
    const { code: exit, tail } = await runQuietly(command, ['-c', code]);
    const said = tail.at(-1) ?? '';
    if (exit === 0) return { command, version: said };
    if (exit === 1 && /^\d/.test(said)) reason = `${wanted} is needed; \`${command}\` is ${said}.`;
    else if (exit === 1) reason = `\`${command}\` can't make virtual environments: ${said}.`;
  }
  return { command: null, reason };
}

/**
 * A virtual environment with exactly these packages; made anew when they, or the Python, have changed.
 * @param {{ command: string, version: string }} python
 * @param {string} folder
 * @param {{ file: string, alone?: boolean }[]} requirements files for pip; `alone`: without what they ask for
 * @returns {Promise<string>} its Python
 */
export async function virtualEnvironment({ command, version }, folder, requirements) {
  const inside = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';
  const own = path.join(folder, inside);
  const stampPath = path.join(folder, 'made-from');
  const stamp = stampOf(version, requirements);
  if (existsSync(own) && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) {
    return own;
  }
  rmSync(folder, { recursive: true, force: true });
  await succeed(command, ['-m', 'venv', folder], 'Install Python with its `venv` module.');
  for (const { file, alone } of requirements) {
    const bare = alone ? ['--no-deps'] : [];
    const asked = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', ...bare];
    await succeed(own, [...asked, '-r', file], ONLINE);
  }
  writeFileSync(stampPath, stamp);
  return own;
}

/**
 * @param {string} version
 * @param {{ file: string }[]} requirements
 */
function stampOf(version, requirements) {
  const hash = createHash('sha256').update(version);
  for (const { file } of requirements) hash.update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} remedy
 */
async function succeed(command, args, remedy) {
  const { code, tail } = await runQuietly(command, args, { timeoutMs: INSTALL_MS });
  if (code !== 0) throw new StepError('Python’s packages could not be installed.', remedy, tail);
}
