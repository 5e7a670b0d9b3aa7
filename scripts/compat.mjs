import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { callAgent } from './lib/compat-call.mjs';
import { wantedExports } from './lib/compat-exports.mjs';
import { node24, out, program, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { findPython, virtualEnvironment } from './lib/python.mjs';
import { runInForeground, runQuietly } from './lib/run.mjs';
import { StepError } from './lib/step-error.mjs';
import { Steps, runMain } from './lib/steps.mjs';

/** What the pinned packages want. */
const OLDEST_PYTHON = /** @type {[number, number]} */ ([3, 11]);
const CONVERSATIONS = 3;

const tests = path.join(root, 'test/compat');
const own = path.join(out, 'compat');
const data = path.join(own, 'data');
const exports = path.join(own, 'exports');

/**
 * `npm run compat`: holds conversations, exports them in every form, and lets the field's own tools (Python)
 * open the files and compare what they find with what is true. And a persona calls an agent as people write it
 * in Python.
 */
await runMain(async () => {
  await prepare({ livekit: true });
  const steps = new Steps();
  const found = await findPython(OLDEST_PYTHON);
  if (found.command === null) return tellUnchecked(found.reason);
  const python = await steps.run('Get the field’s tools from PyPI', () =>
    virtualEnvironment(found, path.join(own, 'python'), [
      { file: path.join(tests, 'requirements.txt') },
      { file: path.join(tests, 'requirements-alone.txt'), alone: true },
    ]),
  );
  for (const folder of [data, exports]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(exports, { recursive: true });
  await steps.run(`Hold ${CONVERSATIONS} conversations`, holdConversations);
  const folders = await steps.run('Export them', exportAll);
  const call = await callAgent(steps, found, { tests, own });
  const check = [path.join(tests, 'check.py'), ...call, ...folders];
  return runInForeground(python, check, pythonEnvironment());
});

/**
 * Not silently: what was not checked may be broken. Where it counts (CI), it counts as a failure.
 * @param {string} reason
 */
function tellUnchecked(reason) {
  process.stderr.write(
    `\n!!! NOT CHECKED: WHETHER THE FIELD’S TOOLS OPEN THE EXPORTS, AND AN AGENT IN PYTHON CAN BE CALLED (test/compat)\n${reason}\n` +
      `→ Install Python ${OLDEST_PYTHON.join('.')} or newer with its \`venv\` module and run the command again.\n\n`,
  );
  return process.env.CI ? 1 : 0;
}

async function holdConversations() {
  await cli([
    ...['run', '--scenario', 'angry-refund', '--seed', '7', '--max-turns', '8'],
    ...['--count', String(CONVERSATIONS), '--concurrency', String(CONVERSATIONS), '--quiet'],
  ]);
}

/** @param {(text: string) => void} note */
async function exportAll(note) {
  const folders = [];
  for (const { name, args } of wantedExports()) {
    note(name);
    const folder = path.join(exports, name);
    await cli(['export', ...args, '--out', folder, '--quiet']);
    folders.push(folder);
  }
  note('what no rehearsal says');
  const folder = path.join(exports, 'hostile');
  const { code, tail } = await runQuietly(node24, [path.join(tests, 'hostile.ts'), folder]);
  if (code !== 0) throw new StepError('test/compat/hostile.ts failed.', 'Mend it.', tail);
  return [...folders, folder];
}

/**
 * The command line, on a library of its own.
 * @param {string[]} args
 */
async function cli(args) {
  const { code, tail } = await runQuietly(node24, [program('cli'), '--data-dir', data, ...args]);
  if (code === 0) return;
  const said = `\`duologue ${args.slice(0, 6).join(' ')} …\` ended with ${code}.`;
  throw new StepError(said, 'Mend what the lines above name.', tail);
}

/** Nothing is looked up in the net, or kept outside of `out`; files are read as UTF-8 on every system. */
function pythonEnvironment() {
  return {
    ...process.env,
    ...{ HF_HUB_OFFLINE: '1', HF_HOME: path.join(own, 'hf'), PYTHONUTF8: '1' },
    ...{ PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1' },
  };
}
