import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node24 } from './paths.mjs';
import { virtualEnvironment } from './python.mjs';
import { runQuietly } from './run.mjs';
import { StepError } from './step-error.mjs';

/** The script bounds itself; this is for one that can't. */
const LONGEST_MS = 330_000;

/**
 * A call to an agent of somebody else's, as arguments of check.py: a failure is told there, like those of the other
 * checks; and so is that it could not be checked, since the agent can't be installed here.
 *
 * @param {import('./steps.mjs').Steps} steps
 * @param {{ command: string, version: string }} python
 * @param {{ tests: string, own: string }} folders
 * @returns {Promise<string[]>}
 */
export async function callAgent(steps, python, { tests, own }) {
  const installed = await steps
    .run('Get LiveKit’s agents for Python from PyPI', () => install(python, { tests, own }))
    .catch(reasonOf);
  if (typeof installed === 'object') return ['--no-call', installed.reason];
  const folder = path.join(own, 'call');
  await steps.run('Call a Python agent', () => hold(installed, { tests, folder }));
  return ['--call', folder];
}

/**
 * @param {{ command: string, version: string }} python
 * @param {{ tests: string, own: string }} folders
 */
function install(python, { tests, own }) {
  const file = path.join(tests, 'requirements-agent.txt');
  return virtualEnvironment(python, path.join(own, 'agent-python'), [{ file }]);
}

/** @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof StepError)) throw error;
  return { reason: [error.message, ...error.tail.slice(-1)].join(' ') };
}

/**
 * @param {string} python
 * @param {{ tests: string, folder: string }} folders
 */
async function hold(python, { tests, folder }) {
  rmSync(folder, { recursive: true, force: true });
  const script = path.join(tests, 'python-agent.ts');
  const { code, tail } = await runQuietly(node24, [script, python, folder], {
    timeoutMs: LONGEST_MS,
  });
  if (code === 0) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'failed.txt'), `It ended with ${code}. ${tail.join(' | ')}`);
}
